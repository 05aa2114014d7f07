import { type ReactNode, useState } from "react";
import { queries } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { TextInput } from "../../ui/field.tsx";
import { navigate, useLocation } from "../../ui/routing.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { useChange } from "./api.ts";
import { Entry, EntryForm, EntryHelp, nextPage } from "./entry.tsx";
import { t } from "./words.ts";

/** Sign in with an address and a password. */
export function SignInPage(): ReactNode {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { search } = useLocation();
  const signIn = useChange("accounts", "signIn", {
    onDone: (me) => {
      queries.clear();
      queries.setQueryData(["accounts", "me", {}], me);
      navigate(nextPage(search), { replace: true });
    },
  });
  return (
    <Entry title={t("accounts.signIn")}>
      <EntryForm onSubmit={() => signIn.mutate({ body: { email, password } })}>
        <TextInput
          label={t("accounts.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextInput
          label={t("accounts.password")}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <ErrorLine error={signIn.error} />
        <Button look="primary" type="submit" busy={signIn.isPending}>
          {t("accounts.signIn")}
        </Button>
      </EntryForm>
      <EntryHelp>{t("accounts.signInHelp")}</EntryHelp>
    </Entry>
  );
}
