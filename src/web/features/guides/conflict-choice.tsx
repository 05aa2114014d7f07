import { type ReactNode, useState } from "react";
import type { EntryContent } from "#guide/entry.ts";
import { WordDiff } from "../../kinds/diff.tsx";
import { Button } from "../../ui/button.tsx";
import css from "./guides.module.css";
import type { Conflict, EntryEditor } from "./use-entry-editor.ts";
import { t } from "./words.ts";

type Fields = Record<string, unknown>;

/** Shows both edits of what two people changed, side by side, and lets one choose for each field. */
export function ConflictChoice({
  editor,
  conflict: { theirs, fields },
  labels = {
    help: t("guides.conflictHelp"),
    mine: t("guides.conflictMine"),
    theirs: t("guides.conflictTheirs"),
  },
}: {
  editor: Pick<EntryEditor, "content" | "resolve">;
  conflict: Conflict;
  /** What the two edits are called. */
  labels?: { help: string; mine: string; theirs: string };
}): ReactNode {
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const mine = editor.content as unknown as Fields;
  const other = theirs as unknown as Fields;
  const resolve = () => {
    const chosen = fields.map((field) => [field, taken.has(field) ? other[field] : mine[field]]);
    editor.resolve({ ...editor.content, ...Object.fromEntries(chosen) } as EntryContent);
  };
  const toggle = (field: string, on: boolean) =>
    setTaken((now) => new Set(on ? [...now, field] : [...now].filter((one) => one !== field)));
  return (
    <section className={css.conflict} aria-label={t("guides.conflict")}>
      <p role="alert">{labels.help}</p>
      {fields.map((field) => (
        <fieldset key={field} className={css.sides}>
          <legend>{fieldTitle(field)}</legend>
          {([false, true] as const).map((isTheirs) => (
            <label key={String(isTheirs)} className={css.side}>
              <input
                type="radio"
                name={`conflict-${field}`}
                checked={taken.has(field) === isTheirs}
                onChange={() => toggle(field, isTheirs)}
              />
              {isTheirs ? labels.theirs : labels.mine}
              <WordDiff
                before={textOf(isTheirs ? mine[field] : other[field])}
                after={textOf(isTheirs ? other[field] : mine[field])}
              />
            </label>
          ))}
        </fieldset>
      ))}
      <Button onClick={resolve}>{t("guides.conflictKeep")}</Button>
    </section>
  );
}

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

/** The name of a field of an entry, as its form has it. */
export function fieldTitle(field: string): string {
  return t(`guides.${field}` as "guides.statement");
}
