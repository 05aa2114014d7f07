import type { ReactNode } from "react";
import type { Suggestion } from "#contract/guide-suggestions.ts";
import { Rewording } from "../change-list.tsx";
import { EntryText } from "../entry-view.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { t } from "./words.ts";

/** What a suggestion would do: the words that differ, the new text, the parts, or the place. */
export function SuggestedChange({
  draft,
  suggestion: { change, base },
}: {
  draft: Draft;
  suggestion: Suggestion;
}): ReactNode {
  const named = (id: string) => {
    const live = draft.live.find((one) => one.id === id);
    if (live) return `${live.number} ${live.content.title}`;
    const retired = draft.retired.find((one) => one.id === id);
    return retired ? t("together.retiredEntry", { title: retired.content.title }) : "";
  };
  const place = (parent: string | null, after: string | null) => {
    const section = parent === null ? t("together.topLevel") : named(parent);
    return after === null
      ? t("together.placeFirst", { section })
      : t("together.placeAfter", { section, after: named(after) });
  };
  switch (change.act) {
    case "reword":
      return base && <Rewording before={base} after={change.content} />;
    case "add":
      return (
        <>
          <p dir="auto">{place(change.parent, change.after)}</p>
          <EntryText content={change.content} />
        </>
      );
    case "move":
      return <p dir="auto">{place(change.parent, change.after)}</p>;
    case "split":
      return (
        <ol className={css.plain}>
          {change.parts.map((part, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts are never reordered
            <li key={n} className={css.part}>
              <p className={css.label} dir="auto">
                {part.title}
              </p>
              <EntryText content={part} />
            </li>
          ))}
        </ol>
      );
    case "merge":
      return (
        <>
          <p dir="auto">
            {t("together.mergesWith", { titles: change.others.map(({ id }) => named(id)).join(", ") })}
          </p>
          {base && <Rewording before={base} after={change.content} />}
        </>
      );
    case "retire":
      return base && <EntryText content={base} />;
  }
}
