import { type FormEvent, type ReactNode, useState } from "react";
import type { AgreementToSign } from "#contract/agreements.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, TextInput } from "../../ui/field.tsx";
import { focusWrong } from "../../ui/focus.ts";
import { ErrorLine } from "../../ui/states.tsx";
import css from "./agreements.module.css";
import { useChange } from "./api.ts";
import { t } from "./words.ts";

interface SignFormProps {
  project: string;
  agreement: Pick<AgreementToSign, "agreementId" | "version">;
  /** A program that is bound, rather than the signer. */
  program?: string;
  onSigned: (signature: string) => void;
}

/** A typed name and a tick under the whole text. */
export function SignForm({ project, agreement, program, onSigned }: SignFormProps): ReactNode {
  const [name, setName] = useState("");
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const sign = useChange("agreements", "sign", { onDone: ({ signature }) => onSigned(signature) });
  const hasName = name.trim() !== "";

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(true);
    const form = event.currentTarget;
    if (!hasName || !agreed) {
      focusWrong(form);
      return;
    }
    sign.mutate({
      params: { project, agreement: agreement.agreementId },
      body: { version: agreement.version.id, name, agreed: true, program: program ?? null },
    });
  }

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput
        label={t("agreements.sign.name")}
        help={t("agreements.sign.nameHelp")}
        error={tried && !hasName ? t("agreements.sign.needsName") : undefined}
        required
        maxLength={200}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Checkbox
        label={t("agreements.sign.tick")}
        {...(tried && !agreed && { help: t("agreements.sign.needsTick"), "aria-invalid": true })}
        required
        checked={agreed}
        onChange={(event) => setAgreed(event.target.checked)}
      />
      <ErrorLine error={sign.error} />
      <div className={css.end}>
        <Button type="submit" look="primary" busy={sign.isPending}>
          {t("agreements.sign.do")}
        </Button>
      </div>
    </form>
  );
}
