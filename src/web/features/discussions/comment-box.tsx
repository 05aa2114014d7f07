import { type FormEvent, type ReactNode, useRef, useState } from "react";
import type { PersonRef } from "#contract/entities.ts";
import { Button } from "../../ui/button.tsx";
import { inputClass, TextArea } from "../../ui/field.tsx";
import { useFocusBack } from "../../ui/focus.ts";
import { t as words } from "../../ui/messages/en.ts";
import { ErrorLine } from "../../ui/states.tsx";
import css from "./discussions.module.css";
import type { Said } from "./talk.ts";
import { t } from "./words.ts";

interface CommentBoxProps {
  /** Who can be mentioned. */
  people: readonly PersonRef[];
  label: string;
  busy: boolean;
  error: unknown;
  onSend(said: Said): void;
  onCancel?: () => void;
}

/** Writes a comment; whoever is mentioned in it is told. */
export function CommentBox({ people, label, busy, error, onSend, onCancel }: CommentBoxProps): ReactNode {
  const [text, setText] = useState("");
  useFocusBack();
  const area = useRef<HTMLTextAreaElement>(null);
  // A name that was taken out of the text again is not told.
  const mentioned = people.filter(({ name }) => text.includes(`@${name}`));

  function mention(id: string): void {
    const person = people.find((one) => one.id === id);
    if (!person) return;
    setText((before) => `${before}${before && !/\s$/.test(before) ? " " : ""}@${person.name} `);
    area.current?.focus();
  }

  function submit(event?: FormEvent): void {
    event?.preventDefault();
    if (text.trim() === "" || busy) return;
    onSend({ text, mentions: mentioned.map(({ id }) => id) });
  }

  return (
    <form className={css.box} onSubmit={submit}>
      <TextArea
        ref={area}
        autoFocus
        label={label}
        rows={3}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== "Enter") return;
          if (event.ctrlKey || event.metaKey) {
            event.preventDefault();
            event.stopPropagation();
            submit();
          }
        }}
      />
      {mentioned.length > 0 && (
        <p className={css.muted}>
          {t("discussions.mentioned", { names: mentioned.map(({ name }) => name).join(", ") })}
        </p>
      )}
      <ErrorLine error={error} />
      <div className={css.boxEnd}>
        {people.length > 0 && (
          <select
            className={`${inputClass} ${css.mention}`}
            aria-label={t("discussions.mention")}
            value=""
            onChange={(event) => mention(event.target.value)}
          >
            <option value="">{t("discussions.mention")}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        {onCancel && (
          <Button small onClick={onCancel}>
            {words("ui.cancel")}
          </Button>
        )}
        <Button small look="primary" type="submit" busy={busy} disabled={text.trim() === ""}>
          {t("discussions.send")}
        </Button>
      </div>
    </form>
  );
}
