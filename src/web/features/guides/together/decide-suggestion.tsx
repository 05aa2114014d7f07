import { type ReactNode, useState } from "react";
import type { Suggestion, SuggestionOutcome } from "#contract/guide-suggestions.ts";
import type { EntryContent } from "#guide/entry.ts";
import { ApiError } from "#sdk/index.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextArea } from "../../../ui/field.tsx";
import { ErrorLine } from "../../../ui/states.tsx";
import { useChange } from "../api.ts";
import { Rewording } from "../change-list.tsx";
import { ConflictChoice } from "../conflict-choice.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import type { Conflict } from "../use-entry-editor.ts";
import { entryOf, titleOf } from "./suggestion.ts";
import { t } from "./words.ts";

interface DecideProps {
  draft: Draft;
  suggestion: Suggestion;
  mayEdit: boolean;
  isMine: boolean;
}

/** Takes, declines or withdraws an open suggestion; where the guide changed in the same place, both texts are shown. */
export function DecideSuggestion({ draft, suggestion, mayEdit, isMine }: DecideProps): ReactNode {
  const { id, by, base, change, stale } = suggestion;
  const [declining, setDeclining] = useState(false);
  // A split or merge of what was reworded since is compared with the text of today before it is taken.
  const [seen, setSeen] = useState<Conflict[]>([]);
  const decide = useChange("guideSuggestions", "decide", { refreshes: ["guideDrafts"] });
  const send = (
    outcome: SuggestionOutcome,
    more: { reason?: string; joined?: { base: string; content: EntryContent } } = {},
  ) =>
    decide.mutate(
      {
        params: { guide: draft.guide.id, suggestion: id },
        body: { outcome, seen: seen.map((one) => ({ id: one.entry, base: one.revision })), ...more },
      },
      {
        onError: (error) => {
          const newer = conflictIn(error);
          if (newer && change.act !== "reword")
            setSeen((now) => [...now.filter((one) => one.entry !== newer.entry), newer]);
        },
      },
    );
  const conflict = conflictIn(decide.error);
  const entry = entryOf(suggestion);
  const title = draft.live.find((one) => one.id === entry)?.content.title ?? titleOf(suggestion);
  const named = { name: by.name, title };
  const isGone = stale === "retired" || stale === "merged";
  if (!mayEdit && !isMine) return null;
  return (
    <>
      {conflict && change.act === "reword" ? (
        <ConflictChoice
          editor={{
            content: change.content,
            resolve: (joined) => send("taken", { joined: { base: conflict.revision, content: joined } }),
          }}
          conflict={conflict}
          labels={{
            help: t("together.conflictHelp"),
            mine: t("together.conflictSuggested"),
            theirs: t("together.conflictGuide"),
          }}
        />
      ) : (
        !conflict && <ErrorLine error={decide.error} />
      )}
      {seen.length > 0 && (
        <section className={css.conflict}>
          <p role="alert">{t("together.rewordedSince")}</p>
          {seen.map(({ entry: one, theirs }) => (
            <Rewording key={one} before={one === entry && base ? base : {}} after={theirs} />
          ))}
        </section>
      )}
      <div className={css.actions}>
        {mayEdit && (
          <>
            {!isGone && !(conflict && change.act === "reword") && (
              <Button
                small
                icon="check"
                busy={decide.isPending}
                aria-label={t("together.takeOf", named)}
                onClick={() => send("taken")}
              >
                {t(seen.length > 0 ? "together.takeAnyway" : "together.take")}
              </Button>
            )}
            <Button small aria-label={t("together.declineOf", named)} onClick={() => setDeclining(true)}>
              {t("together.decline")}
            </Button>
          </>
        )}
        {isMine && (
          <Button
            small
            busy={decide.isPending}
            aria-label={t("together.withdrawOf", named)}
            onClick={() => send("withdrawn")}
          >
            {t("together.withdraw")}
          </Button>
        )}
      </div>
      {declining && (
        <DeclineDialog
          name={by.name}
          title={t("together.declineOf", named)}
          busy={decide.isPending}
          onDecline={(reason) => send("declined", { reason })}
          onClose={() => setDeclining(false)}
        />
      )}
    </>
  );
}

/** Both texts, where the server says that they exclude each other. */
function conflictIn(error: unknown): Conflict | null {
  const detail = error instanceof ApiError && error.status === 409 ? error.problem.detail : undefined;
  return detail?.theirs ? (detail as unknown as Conflict) : null;
}

interface DeclineProps {
  name: string;
  title: string;
  busy: boolean;
  onDecline: (reason: string) => void;
  onClose: () => void;
}

function DeclineDialog({ name, title, busy, onDecline, onClose }: DeclineProps): ReactNode {
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      confirm={
        <Button look="primary" disabled={reason.trim() === ""} busy={busy} onClick={() => onDecline(reason)}>
          {t("together.decline")}
        </Button>
      }
    >
      <TextArea
        label={t("together.declineReason")}
        help={t("together.declineHelp", { name })}
        rows={3}
        value={reason}
        maxLength={5_000}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
