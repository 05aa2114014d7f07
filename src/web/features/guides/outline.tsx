import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { EntryContent } from "#guide/entry.ts";
import { inputClass } from "../../ui/field.tsx";
import css from "./guides.module.css";
import { t } from "./words.ts";

interface OutlineEntry {
  id: string;
  number: string;
  content: EntryContent;
}

interface OutlineProps {
  entries: readonly OutlineEntry[];
  selected: string | null;
  /** What is said behind an entry, such as who has it open. */
  beside?: (id: string) => ReactNode;
  onSelect: (id: string) => void;
}

/** The entries by number and title. Typing narrows them to those that say it, or have the number; arrows step. */
export function Outline({ entries, selected, beside, onSelect }: OutlineProps): ReactNode {
  const [search, setSearch] = useState("");
  const list = useRef<HTMLElement>(null);
  const shown = search.trim() === "" ? entries : entries.filter((entry) => matches(entry, search.trim()));
  function onKey(event: KeyboardEvent): void {
    const step = event.altKey ? undefined : { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a, input") ?? [])];
    const next = links[links.indexOf(document.activeElement as HTMLElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
  return (
    <nav ref={list} className={css.outline} aria-label={t("guides.outline")} onKeyDown={onKey}>
      <input
        type="search"
        id="guide-search"
        className={inputClass}
        aria-label={t("guides.search")}
        placeholder={t("guides.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && shown[0] && onSelect(shown[0].id)}
      />
      <ul>
        {shown.map(({ id, number, content }) => (
          <li key={id} data-kind={content.kind} data-depth={Math.min(number.split(".").length, 4)}>
            <a
              href={`?entry=${id}`}
              aria-current={id === selected ? "true" : undefined}
              onClick={(event) => {
                event.preventDefault();
                onSelect(id);
              }}
            >
              <span className={css.number}>{number}</span>
              <span dir="auto">{content.title}</span>
            </a>
            {beside?.(id)}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={css.muted}>{t("guides.searchNone")}</p>}
    </nav>
  );
}

function matches({ number, content }: OutlineEntry, search: string): boolean {
  if (/^[\d.]+$/.test(search)) return number === search || number.startsWith(`${search.replace(/\.$/, "")}.`);
  const text = JSON.stringify(content).toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
