import { type ReactNode, useState } from "react";
import { canonical } from "#content/index.ts";
import { Button } from "../../../ui/button.tsx";
import { t as words } from "../../../ui/messages/en.ts";
import type { Numbered } from "../draft-state.ts";
import { EntryForm } from "../entry-form.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { useSuggest } from "./use-suggest.tsx";
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
  const suggest = useSuggest(draft, onDone);
  const isSame = canonical(content) === canonical(base.content);
  return (
    <div className={css.form}>
      <EntryForm draft={draft} entry={entry.id} content={content} onChange={setContent} />
      {suggest.field}
      <div className={css.formEnd}>
        <Button onClick={onDone}>{words("ui.cancel")}</Button>
        <Button
          look="primary"
          disabled={isSame || content.title.trim() === ""}
          busy={suggest.busy}
          onClick={() => suggest.send({ act: "reword", entry: entry.id, base: base.revision, content })}
        >
          {t("together.suggestSend")}
        </Button>
      </div>
    </div>
  );
}
