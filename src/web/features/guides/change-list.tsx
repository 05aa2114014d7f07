import type { ReactNode } from "react";
import { canonical, directionOf } from "#content/index.ts";
import type { EntryChange } from "#guide/compare.ts";
import type { EntryContent } from "#guide/entry.ts";
import { WordDiff } from "../../kinds/diff.tsx";
import { Markdown } from "../../kinds/markdown.tsx";
import { Badge } from "../../ui/badge.tsx";
import { fieldTitle } from "./conflict-choice.tsx";
import css from "./guides.module.css";
import { changeTitle, t } from "./words.ts";

type Fields = Record<string, unknown>;

/** What changed between two versions, entry by entry: what was done, and for rewordings the words. */
export function ChangeList({
  changes,
  languages,
}: {
  changes: readonly EntryChange[];
  /** The languages of entries that are shown in another one than the guide's. */
  languages?: ReadonlyMap<string, string>;
}): ReactNode {
  const titles = new Map(changes.map(({ id, before, after }) => [id, (after ?? before)!.content.title]));
  return (
    <ul className={css.changes}>
      {changes.map((change) => {
        const { id, kinds, before, after, others } = change;
        const { number, content } = (after ?? before)!;
        const from = others.map((other) => titles.get(other)).filter(Boolean);
        return (
          <li key={id} id={`change-${id}`} className={css.change} {...directionIn(languages?.get(id))}>
            <p className={css.changeHead}>
              {kinds.map((kind) => (
                <Badge
                  key={kind}
                  tone={kind === "retired" ? "bad" : kind === "new" || kind === "split" ? "good" : "accent"}
                >
                  {changeTitle(kind)}
                </Badge>
              ))}
              <strong dir="auto">{`${number} ${content.title}`}</strong>
              {kinds.includes("moved") && before && before.number !== number && (
                <span className={css.muted}>{t("guides.wasNumber", { number: before.number })}</span>
              )}
              {from.length > 0 && (
                <span className={css.muted}>
                  {t(after ? "guides.cameFrom" : "guides.wentInto", { titles: from.join(", ") })}
                </span>
              )}
            </p>
            {!before && after && <Markdown text={textOf(after.content)} />}
            {before && after && <Rewording before={before.content} after={after.content} />}
          </li>
        );
      })}
    </ul>
  );
}

const directionIn = (language: string | undefined) =>
  language === undefined ? {} : { lang: language, dir: directionOf(language) };

/** What a new entry says. */
const textOf = (content: EntryContent) => (content.kind === "rule" ? content.statement : content.definition);

/** The fields that differ, each with its words. */
export function Rewording({ before, after }: { before: object; after: object }): ReactNode {
  const [old, now] = [before as Fields, after as Fields];
  return Object.keys(now)
    .filter((field) => canonical(old[field]) !== canonical(now[field]))
    .map((field) => (
      <div key={field}>
        <p className={css.label}>{fieldTitle(field)}</p>
        <WordDiff before={wordsOf(old[field])} after={wordsOf(now[field])} />
      </div>
    ));
}

/** A field as text: lists and settings line by line. */
function wordsOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(wordsOf).join("\n");
  if (value === null || typeof value !== "object") return value === null ? "" : String(value);
  return Object.entries(value)
    .filter(([name, inner]) => name !== "id" && inner !== null && inner !== "")
    .map(([name, inner]) => `${name}: ${wordsOf(inner)}`)
    .join("\n");
}
