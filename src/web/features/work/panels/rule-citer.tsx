import { type ReactNode, type RefObject, useEffect, useId, useMemo, useState } from "react";
import { Badge } from "../../../ui/badge.tsx";
import { useRead } from "./api.ts";
import { type CitableRule, citableRules, citingAt, rulesFor, rulesIn } from "./cited-rules.ts";
import css from "./rule-citer.module.css";
import { t } from "./words.ts";

interface CiterProps {
  project: string;
  version: string;
  /** Where the text is written. */
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  cited: readonly string[];
  /** Rules that the answer's author could not know. */
  newer: readonly string[];
  onCite: (text: string, rules: readonly string[]) => void;
}

/** Cites rules in a text: # and a number or words opens a list beside it, and what is cited is said below. */
export function RuleCiter({ project, version, area, text, cited, newer, onCite }: CiterProps): ReactNode {
  const guide = useRead("guides", "get", { params: { project }, query: { version } }).data?.guide;
  const rules = useMemo(() => citableRules(guide?.entries ?? []), [guide]);
  const found = useMemo(() => rulesIn(text, rules), [text, rules]);
  const ids = found.map(({ id }) => id);
  const isSaid = rules.length === 0 || ids.join() === cited.join();
  useEffect(() => {
    if (!isSaid) onCite(text, ids);
  });
  const [list, setList] = useState<CitableRule[]>([]);
  const [at, setAt] = useState(0);
  const listId = useId();

  useEffect(() => {
    const field = area.current;
    if (!field || rules.length === 0) return;
    const look = () => {
      const citing = document.activeElement === field && citingAt(field.value, field.selectionStart);
      const matching = citing ? rulesFor(citing.query, rules) : [];
      // A number that is whole and followed by a space is cited already.
      setList(citing && /^[\d.]+ $/.test(citing.query) ? [] : matching);
      setAt(0);
    };
    const close = () => setList([]);
    field.addEventListener("input", look);
    field.addEventListener("blur", close);
    return () => {
      field.removeEventListener("input", look);
      field.removeEventListener("blur", close);
    };
  }, [area, rules]);

  useEffect(() => {
    const field = area.current;
    if (!field) return;
    const isOpen = list.length > 0;
    if (!isOpen) {
      field.removeAttribute("aria-controls");
      field.removeAttribute("aria-activedescendant");
      return;
    }
    field.setAttribute("aria-controls", listId);
    field.setAttribute("aria-activedescendant", `${listId}-${at}`);
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: "nearest" });
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowDown") setAt((at + 1) % list.length);
      else if (event.key === "ArrowUp") setAt((at + list.length - 1) % list.length);
      else if (event.key === "Enter" || event.key === "Tab") cite(list[at]!);
      else if (event.key === "Escape") setList([]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    field.addEventListener("keydown", press);
    return () => field.removeEventListener("keydown", press);
  });

  function cite(rule: CitableRule): void {
    const field = area.current;
    const citing = field && citingAt(field.value, field.selectionStart);
    if (!field || !citing) return;
    const before = `${field.value.slice(0, citing.from)}#${rule.number} `;
    const next = before + field.value.slice(field.selectionStart);
    setList([]);
    onCite(
      next,
      rulesIn(next, rules).map(({ id }) => id),
    );
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(before.length, before.length);
    });
  }

  if (rules.length === 0) return null;
  return (
    <div className={css.citer}>
      {list.length > 0 ? (
        <div id={listId} role="listbox" aria-label={t("work.rules.list")} className={css.list}>
          {list.map((rule, n) => (
            <div
              key={rule.id}
              id={`${listId}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === at}
              className={css.option}
              onPointerDown={(event) => {
                event.preventDefault();
                cite(rule);
              }}
            >
              <b>{rule.number}</b> <span dir="auto">{rule.title}</span>
              {newer.includes(rule.id) && <Badge>{t("work.rules.newer")}</Badge>}
            </div>
          ))}
        </div>
      ) : (
        <p className={css.help}>{t("work.rules.help")}</p>
      )}
      {found.length > 0 && (
        <ul className={css.cited} aria-label={t("work.rules.cited")}>
          {found.map((rule) => (
            <li key={rule.id}>
              <b>{rule.number}</b> <span dir="auto">{rule.title}</span>
              {newer.includes(rule.id) && <Badge tone="warn">{t("work.rules.newerLong")}</Badge>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
