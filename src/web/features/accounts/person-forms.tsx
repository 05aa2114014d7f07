import { type FormEvent, type ReactNode, useState } from "react";
import type { Me } from "#contract/accounts.ts";
import { Button } from "../../ui/button.tsx";
import { TextInput } from "../../ui/field.tsx";
import { Languages } from "../../ui/languages.tsx";
import { Section } from "../../ui/page.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import css from "./account.module.css";
import { useChange } from "./api.ts";
import { CurrentPassword, NewPassword } from "./password-inputs.tsx";
import { t } from "./words.ts";

/** One's own name, and the address to sign in with. */
export function PersonForm({ me }: { me: Me }): ReactNode {
  const [name, setName] = useState(me.name);
  const [email, setEmail] = useState(me.email ?? "");
  const [current, setCurrent] = useState("");
  const save = useChange("accounts", "update", {
    onDone: () => {
      setCurrent("");
      toast(t("accounts.saved"));
    },
  });
  const moves = email.trim() !== (me.email ?? "");
  const needsPassword = moves && me.email !== null && me.hasPassword;
  return (
    <Section title={t("accounts.person")}>
      <form
        className={css.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate({
            body: { name, ...(moves && { email: email.trim() }), ...(needsPassword && { current }) },
          });
        }}
      >
        <TextInput
          label={t("accounts.yourName")}
          autoComplete="name"
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextInput
          label={t("accounts.email")}
          help={t(me.email ? "accounts.emailHelp" : "accounts.emailNone")}
          type="email"
          autoComplete="email"
          required={me.email !== null}
          maxLength={320}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {needsPassword && <CurrentPassword value={current} onChange={setCurrent} />}
        <p className={css.muted}>
          {t("accounts.languages")} <Languages of={me.languages} />
        </p>
        <ErrorLine error={save.error} />
        <Button
          type="submit"
          busy={save.isPending}
          disabled={name.trim() === "" || (name === me.name && !moves)}
        >
          {t("accounts.save")}
        </Button>
      </form>
    </Section>
  );
}

/** Sets or changes the password. */
export function PasswordForm({ me }: { me: Me }): ReactNode {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const save = useChange("accounts", "setPassword", {
    onDone: () => {
      setCurrent("");
      setNext("");
      toast(t("accounts.passwordSet"));
    },
  });
  return (
    <Section title={t("accounts.passwordSection")}>
      {!me.hasPassword && <p className={css.muted}>{t("accounts.passwordNone")}</p>}
      <form
        className={css.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate({ body: { next, ...(me.hasPassword && { current }) } });
        }}
      >
        {/* Password managers look for the name that belongs to a password. */}
        <input type="hidden" name="username" autoComplete="username" value={me.email ?? ""} readOnly />
        {me.hasPassword && <CurrentPassword value={current} onChange={setCurrent} />}
        <NewPassword value={next} onChange={setNext} />
        <ErrorLine error={save.error} />
        <Button type="submit" busy={save.isPending}>
          {t("accounts.setPassword")}
        </Button>
      </form>
    </Section>
  );
}
