import { type ReactNode, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import css from "./discussions.module.css";
import { t } from "./words.ts";

/** Asks the author of an answer about it; neither learns who the other is. */
export function AskAuthor(params: { project: string; item: string; answer: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const { mutate, isPending, error } = useChange("discussions", "askAuthorOf", {
    refreshes: ["items"],
    onDone: () => {
      setOpen(false);
      setText("");
      toast(t("discussions.authorAsked"));
    },
  });
  return (
    <div className={css.box}>
      <div>
        <Button small look="quiet" icon="comment" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("discussions.askAuthor")}
        </Button>
      </div>
      {open && (
        <>
          <TextArea
            label={t("discussions.askAuthorText")}
            help={t("discussions.askAuthorHelp")}
            rows={3}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <ErrorLine error={error} />
          <div className={css.boxEnd}>
            <Button
              small
              busy={isPending}
              disabled={text.trim() === ""}
              onClick={() => mutate({ params, body: { text } })}
            >
              {t("discussions.send")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
