import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { ObjectionReason } from "#contract/work.ts";
import { Button } from "../../../ui/button.tsx";
import { TextArea } from "../../../ui/field.tsx";
import hidden from "../../../ui/hidden.module.css";
import { comboOf, comboText } from "../../../ui/keys.ts";
import type { Objection } from "../keeping/errands.ts";
import { t } from "../words.ts";
import css from "./objection-form.module.css";

const REASONS: readonly ObjectionReason[] = [
  "outside-expertise",
  "unclear",
  "broken",
  "harmful",
  "duplicate",
  "other",
];

/** Why a piece of work is skipped or flagged: digits choose, Ctrl Enter sends. */
export function ObjectionForm({
  kind,
  onSend,
}: {
  kind: "skip" | "flag";
  onSend: (objection: Objection) => void;
}): ReactNode {
  const [reason, setReason] = useState<ObjectionReason | null>(null);
  const [note, setNote] = useState("");
  const send = () => reason && onSend({ reason, note: note.trim() });
  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const digit = event.target instanceof HTMLTextAreaElement ? undefined : REASONS[Number(event.key) - 1];
    if (comboOf(event) === "mod+Enter") send();
    else if (digit) setReason(digit);
    else return;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls within
    <div className={css.form} onKeyDown={onKey}>
      <p>{t(`work.objection.${kind}Help`)}</p>
      <fieldset className={css.reasons}>
        <legend className={hidden.hidden}>{t(`work.objection.${kind}`)}</legend>
        {REASONS.map((one, at) => (
          <label key={one}>
            <input
              type="radio"
              name="reason"
              checked={reason === one}
              // biome-ignore lint/a11y/noAutofocus: the panel was just asked for
              autoFocus={at === 0}
              onChange={() => setReason(one)}
            />
            {t(`work.reason.${one}`)}
            <kbd>{at + 1}</kbd>
          </label>
        ))}
      </fieldset>
      <TextArea
        label={t("work.objection.note")}
        note={t("work.optional")}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button look="primary" disabled={!reason} keys={comboText("mod+Enter")} onClick={send}>
        {t(`work.objection.send.${kind}`)}
      </Button>
    </div>
  );
}
