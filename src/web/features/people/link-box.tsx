import { type ReactNode, useRef } from "react";
import type { Link } from "#contract/people.ts";
import { Button } from "../../ui/button.tsx";
import { TextInput } from "../../ui/field.tsx";
import { exactTime } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import css from "./people.module.css";
import { t } from "./words.ts";

/** A link that is shown this once, to be copied and sent by the reader. */
export function LinkBox({ name, link, onDone }: { name: string; link: Link; onDone: () => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(link.url);
      toast(t("people.copied"));
    } catch {
      input.current?.select();
      toast(t("people.copyFailed"), { tone: "bad" });
    }
  }
  return (
    <div className={css.form}>
      <TextInput
        ref={input}
        label={t("people.linkFor", { name })}
        help={t("people.linkHelp", { name, until: exactTime(link.expiresAt) })}
        readOnly
        dir="ltr"
        className={css.link}
        value={link.url}
        onFocus={(event) => event.target.select()}
      />
      <div className={css.end}>
        <Button onClick={onDone}>{t("people.done")}</Button>
        {/* The form that made the link is gone: the keyboard goes on here. */}
        <Button look="primary" icon="copy" autoFocus onClick={() => void copy()}>
          {t("people.copy")}
        </Button>
      </div>
    </div>
  );
}
