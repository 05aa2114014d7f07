import { type ReactNode, useState } from "react";
import type { Suggestion, SuggestionOutcome } from "#contract/guide-suggestions.ts";
import type { EntryContent } from "#guide/entry.ts";
import { ApiError } from "#sdk/index.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextArea } from "../../../ui/field.tsx";
import { ErrorLine } from "../../../ui/states.tsx";
import { useChange } from "../api.ts";
import { ConflictChoice } from "../conflict-choice.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import type { Conflict } from "../use-entry-editor.ts";
import { t } from "./words.ts";

interface DecideProps {
  draft: Draft;
  suggestion: Suggestion;
  mayEdit: boolean;
  isMine: boolean;
}

/** Takes, declines or withdraws an open suggestion; where the guide changed in the same place, both texts are shown. */
export function DecideSuggestion({ draft, suggestion, mayEdit, isMine }: DecideProps): ReactNode {
  const { id, by, base, content, entry } = suggestion;
  const [declining, setDeclining] = useState(false);
  const decide = useChange("guideSuggestions", "decide", { refreshes: ["guideDrafts"] });
  const send = (
    outcome: SuggestionOutcome,
    more: { reason?: string; joined?: { base: string; content: EntryContent } } = {},
  ) => decide.mutate({ params: { guide: draft.guide.id, suggestion: id }, body: { outcome, ...more } });
  const conflict = conflictIn(decide.error);
  const title = draft.live.find((one) => one.id === entry)?.content.title ?? base.title;
  const named = { name: by.name, title };
  if (!mayEdit && !isMine) return null;
  return (
    <>
      {conflict ? (
        <ConflictChoice
          editor={{
            content,
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
        <ErrorLine error={decide.error} />
      )}
      <div className={css.actions}>
        {mayEdit && (
          <>
            {!conflict && (
              <Button
                small
                icon="check"
                busy={decide.isPending}
                aria-label={t("together.takeOf", named)}
                onClick={() => send("taken")}
              >
                {t("together.take")}
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
