import { type ReactNode, useState } from "react";
import { canonical } from "#content/index.ts";
import { Button } from "../../../ui/button.tsx";
import { TextArea } from "../../../ui/field.tsx";
import { t as words } from "../../../ui/messages/en.ts";
import { ErrorLine } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useChange } from "../api.ts";
import type { Numbered } from "../draft-state.ts";
import { EntryForm } from "../entry-form.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { t } from "./words.ts";

/** Changes a copy of an entry and sends it as a suggestion; the guide stays as it is. */
export function SuggestForm({
  draft,
  entry,
  onDone,
}: {
  draft: Draft;
  entry: Numbered;
  onDone: () => void;
}): ReactNode {
  // What it says while others go on writing is what the suggestion was made from.
  const [base] = useState({ revision: entry.revision, content: entry.content });
  const [content, setContent] = useState(entry.content);
  const [note, setNote] = useState("");
  const make = useChange("guideSuggestions", "make", {
    onDone: () => {
      toast(t("together.suggestSent"));
      onDone();
    },
  });
  const isSame = canonical(content) === canonical(base.content);
  return (
    <div className={css.form}>
      <EntryForm draft={draft} entry={entry.id} content={content} onChange={setContent} />
      <TextArea
        label={t("together.suggestNote")}
        help={t("together.suggestNoteHelp")}
        note={words("ui.optional")}
        rows={2}
        value={note}
        maxLength={5_000}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className={css.formEnd}>
        <Button onClick={onDone}>{words("ui.cancel")}</Button>
        <Button
          look="primary"
          disabled={isSame || content.title.trim() === ""}
          busy={make.isPending}
          onClick={() =>
            make.mutate({
              params: { guide: draft.guide.id, entry: entry.id },
              body: { base: base.revision, content, note },
            })
          }
        >
          {t("together.suggestSend")}
        </Button>
      </div>
      <ErrorLine error={make.error} />
    </div>
  );
}
