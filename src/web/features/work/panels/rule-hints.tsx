import type { ReactNode } from "react";
import { useRead } from "./api.ts";
import css from "./rule-hints.module.css";
import { t } from "./words.ts";

interface HintsProps {
  project: string;
  version: string;
  rules: readonly string[];
  /** Opens the guide at a rule's number. */
  onOpen: (number: string) => void;
}

/** The rules that a question names, in one line; those that the guide no longer has are left out. */
export function RuleHints({ project, version, rules, onOpen }: HintsProps): ReactNode {
  const guide = useRead("guides", "get", { params: { project }, query: { version } }).data?.guide;
  const named = guide?.entries.filter(({ id }) => rules.includes(id)) ?? [];
  if (named.length === 0) return null;
  return (
    <p className={css.hints}>
      {t("work.hints")}
      {named.map(({ id, number, content }) => (
        <button key={id} type="button" className={css.hint} onClick={() => onOpen(number)}>
          <b>{number}</b> <span dir="auto">{content.title}</span>
        </button>
      ))}
    </p>
  );
}
