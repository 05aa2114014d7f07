import { type ReactNode, useEffect } from "react";
import type { EntryHistory } from "#contract/guide-drafts.ts";
import { Time } from "../../ui/time.tsx";
import { ThreadList } from "../discussions/index.ts";
import { useRead } from "./api.ts";
import type { Numbered } from "./draft-state.ts";
import css from "./guides.module.css";
import { Hints } from "./together/hints.tsx";
import type { Comments } from "./together/use-comments.ts";
import { t as together } from "./together/words.ts";
import type { Draft } from "./use-draft.ts";
import { t } from "./words.ts";

interface DetailsProps {
  draft: Draft;
  entry: Numbered | null;
  /** How many suggestions for it wait for a decision. */
  suggestions: number;
  mayEdit: boolean;
  /** Buttons for what the keys do. */
  actions: ReactNode;
  comments: Comments;
}

/** What belongs to the selected entry: what can be done with it, where it was published, what it came from. */
export function EntryDetails({
  draft,
  entry,
  suggestions,
  mayEdit,
  actions,
  comments,
}: DetailsProps): ReactNode {
  return (
    <aside className={css.details} aria-label={t("guides.details")}>
      {entry ? (
        <>
          <p className={css.label} dir="auto">{`${entry.number} ${entry.content.title}`}</p>
          <div className={css.actions}>{actions}</div>
          {suggestions > 0 && (
            <a href="?view=suggestions">{together("together.openHere", { count: suggestions })}</a>
          )}
          <ThreadList
            key={`comments ${entry.id}`}
            talk={comments.talk}
            mayWrite={!draft.guide.archived}
            mayResolve={mayEdit}
            passages={comments.passages}
          />
          <Hints draft={draft} entry={entry.id} mayEdit={mayEdit} />
          <History guide={draft.guide.id} entry={entry} />
        </>
      ) : (
        <p className={css.muted}>{t("guides.selectOne")}</p>
      )}
    </aside>
  );
}

function History({ guide, entry: { id, n, at, by } }: { guide: string; entry: Numbered }): ReactNode {
  const read = useRead("guideDrafts", "entry", { params: { guide, entry: id } });
  const { refetch, data } = read;
  const isBehind = data !== undefined && data.revisions[0]?.n !== n;
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, refetch]);
  return (
    <>
      <p className={css.muted}>
        {t("guides.savedBy", { name: by.name })} <Time value={at} />
      </p>
      {data && <p>{publishedIn(data)}</p>}
      {data && data.lineage.length > 0 && (
        <ul className={css.plain}>
          {data.lineage.map(({ kind, from, to, title, at: when }) => (
            <li key={`${kind} ${from} ${to}`}>
              {t(`guides.lineage.${kind}.${from === id ? "to" : "from"}`, { title })} <Time value={when} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** "4.2 in v3, v4; 5.1 in v7": under which number each version has the entry, oldest first. */
function publishedIn({ versions }: EntryHistory): string {
  if (versions.length === 0) return t("guides.inNoVersion");
  const numbers = [...new Set(versions.map(({ number }) => number).reverse())];
  return numbers
    .map((number) =>
      t("guides.inVersions", {
        number,
        versions: versions
          .filter((version) => version.number === number)
          .map(({ n }) => `v${n}`)
          .reverse()
          .join(", "),
      }),
    )
    .join("; ");
}
