import { type ReactNode, useState } from "react";
import type { Suggestion } from "#contract/guide-suggestions.ts";
import { Badge } from "../../../ui/badge.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { Time } from "../../../ui/time.tsx";
import { Rewording } from "../change-list.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { DecideSuggestion } from "./decide-suggestion.tsx";
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
            <Rewording before={suggestion.base} after={suggestion.content} />
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
  suggestion: { entry, base, by, at, note, behind, decision },
  onOpen,
}: {
  draft: Draft;
  suggestion: Suggestion;
  onOpen: (entry: string) => void;
}): ReactNode {
  const live = draft.live.find(({ id }) => id === entry);
  return (
    <>
      <p className={css.changeHead}>
        {live ? (
          <a
            href={`?entry=${entry}`}
            dir="auto"
            onClick={(event) => {
              event.preventDefault();
              onOpen(entry);
            }}
          >
            {`${live.number} ${live.content.title}`}
          </a>
        ) : (
          <strong dir="auto">{t("together.retiredEntry", { title: base.title })}</strong>
        )}
        <span className={css.muted}>
          {t("together.suggestedBy", { name: by.name })} <Time value={at} />
        </span>
      </p>
      {note && <p dir="auto">{note}</p>}
      {behind && !decision && <p className={css.muted}>{t("together.behind")}</p>}
    </>
  );
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
