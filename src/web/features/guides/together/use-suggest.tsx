import { type ReactNode, useState } from "react";
import type { SuggestedAct } from "#contract/guide-suggestions.ts";
import { TextArea } from "../../../ui/field.tsx";
import { t as words } from "../../../ui/messages/en.ts";
import { ErrorLine } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useChange } from "../api.ts";
import type { Draft } from "../use-draft.ts";
import { t } from "./words.ts";

interface Suggesting {
  /** Sends a change as a suggestion; the guide stays as it is. */
  send(change: SuggestedAct): void;
  busy: boolean;
  /** Asks for the reason, and says what went wrong. */
  field: ReactNode;
}

/** What every form that suggests something has in common. */
export function useSuggest(draft: Draft, onDone: () => void): Suggesting {
  const [note, setNote] = useState("");
  const make = useChange("guideSuggestions", "make", {
    onDone: () => {
      toast(t("together.suggestSent"));
      onDone();
    },
  });
  return {
    send: (change) => make.mutate({ params: { guide: draft.guide.id }, body: { change, note } }),
    busy: make.isPending,
    field: (
      <>
        <TextArea
          label={t("together.suggestNote")}
          help={t("together.suggestNoteHelp")}
          note={words("ui.optional")}
          rows={2}
          value={note}
          maxLength={5_000}
          onChange={(event) => setNote(event.target.value)}
        />
        <ErrorLine error={make.error} />
      </>
    ),
  };
}
