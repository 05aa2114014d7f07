import type { ReactNode } from "react";
import css from "./guides.module.css";

/** The number and title of an entry, as a heading of its depth. */
export function EntryHeading({ number, title }: { number: string; title: string }): ReactNode {
  const level = Math.min(number.split(".").length + 1, 6);
  const Tag = `h${level}` as "h2";
  return (
    <Tag className={css.entryTitle} data-level={level}>
      <span className={css.number}>{number}</span> <span dir="auto">{title}</span>
    </Tag>
  );
}
