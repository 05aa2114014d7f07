import { type ReactNode, useState } from "react";
import type { Stale, Suggestion } from "#contract/guide-suggestions.ts";
import { Badge } from "../../../ui/badge.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { Time } from "../../../ui/time.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { DecideSuggestion } from "./decide-suggestion.tsx";
import { SuggestedChange } from "./suggested-change.tsx";
import { entryOf, titleOf } from "./suggestion.ts";
import { t } from "./words.ts";

interface SuggestionsProps {
  draft: Draft;
  rows: readonly Suggestion[];
  mayEdit: boolean;
  /** The person who looks. */
  me: string | undefined;
  onOpen: (entry: string) => void;
}

/** What people suggest, word by word, and what was decided about it. */
export function SuggestionsView({ draft, rows, mayEdit, me, onOpen }: SuggestionsProps): ReactNode {
  // One that was decided just now stays where it was.
  const [order] = useState(() => rows.map(({ id }) => id));
  if (rows.length === 0)
    return (
      <EmptyState icon="comment" title={t("together.suggestionsNone")}>
        {t("together.suggestionsNoneHelp")}
      </EmptyState>
    );
  const place = ({ id }: Suggestion) => order.indexOf(id);
  return (
    <ul className={css.changes}>
      {[...rows]
        .sort((a, b) => place(a) - place(b))
        .map((suggestion) => (
          <li key={suggestion.id} className={css.change}>
            <Head draft={draft} suggestion={suggestion} onOpen={onOpen} />
            <SuggestedChange draft={draft} suggestion={suggestion} />
            {suggestion.decision ? (
              <Decided decision={suggestion.decision} />
            ) : (
              <DecideSuggestion
                draft={draft}
                suggestion={suggestion}
                mayEdit={mayEdit}
                isMine={suggestion.by.id === me}
              />
            )}
          </li>
        ))}
    </ul>
  );
}

function Head({
  draft,
  suggestion,
  onOpen,
}: {
  draft: Draft;
  suggestion: Suggestion;
  onOpen: (entry: string) => void;
}): ReactNode {
  const { change, by, at, note, stale } = suggestion;
  const entry = entryOf(suggestion);
  const live = draft.live.find(({ id }) => id === entry);
  return (
    <>
      <p className={css.changeHead}>
        {change.act !== "reword" && <Badge tone="accent">{t(`together.act.${change.act}`)}</Badge>}
        {live ? (
          <a
            href={`?entry=${live.id}`}
            dir="auto"
            onClick={(event) => {
              event.preventDefault();
              onOpen(live.id);
            }}
          >
            {`${live.number} ${live.content.title}`}
          </a>
        ) : (
          <strong dir="auto">
            {entry ? t("together.retiredEntry", { title: titleOf(suggestion) }) : titleOf(suggestion)}
          </strong>
        )}
        <span className={css.muted}>
          {t("together.suggestedBy", { name: by.name })} <Time value={at} />
        </span>
      </p>
      {note && <p dir="auto">{note}</p>}
      {stale && <p className={css.muted}>{staleText(change.act, stale)}</p>}
    </>
  );
}

/** What happened to the entry since, and what accepting the suggestion does then. */
function staleText(act: Suggestion["change"]["act"], stale: Stale): string {
  return stale === "reworded" && act === "reword" ? t("together.behind") : t(`together.stale.${stale}`);
}

const TONES = { taken: "good", declined: "bad", withdrawn: "neutral" } as const;

function Decided({ decision }: { decision: NonNullable<Suggestion["decision"]> }): ReactNode {
  const { outcome, reason, by, at } = decision;
  return (
    <div role="status">
      <p className={css.changeHead}>
        <Badge tone={TONES[outcome]}>{t(`together.outcome.${outcome}`)}</Badge>
        <span className={css.muted}>
          {t("together.decidedBy", { name: by.name })} <Time value={at} />
        </span>
      </p>
      {reason && <p dir="auto">{reason}</p>}
    </div>
  );
}
