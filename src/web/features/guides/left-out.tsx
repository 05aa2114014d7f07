import type { ReactNode } from "react";
import type { ReadFile } from "#contract/guide-files.ts";
import css from "./guides.module.css";
import { t } from "./words.ts";

const REASONS = [
  "deleted",
  "inserted",
  "comment",
  "label",
  "number",
  "contents",
  "repeated",
  "watermark",
  "navigation",
  "picture",
  "attribute",
] as const;

/** The words of a file that are in no entry, by the reason. */
export function LeftOut({ leftOut }: Pick<ReadFile, "leftOut">): ReactNode {
  return (
    <div className={css.leftOut}>
      {REASONS.map((reason) => {
        const texts = leftOut.filter(({ why }) => why === reason).map(({ text }) => text);
        if (texts.length === 0) return null;
        return (
          <details key={reason}>
            <summary>{t(`guides.leftOut.${reason}`, { count: texts.length })}</summary>
            <ul>
              {[...new Set(texts)].slice(0, 200).map((text) => (
                <li key={text} dir="auto">
                  {text}
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}
