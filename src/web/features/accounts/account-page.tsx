import type { ReactNode } from "react";
import { useHere } from "../../frame/here.ts";
import { Page } from "../../ui/page.tsx";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import { ApiKeys } from "./api-keys.tsx";
import { KeySettings } from "./key-settings.tsx";
import { PasswordForm, PersonForm } from "./person-forms.tsx";
import { ReadingSettings } from "./reading-settings.tsx";
import { Sessions } from "./sessions.tsx";

/** One's own name, address, password, preferences, keys, sessions and API keys. */
export function AccountPage(): ReactNode {
  const me = useRead("accounts", "me");
  return (
    <Page title={useHere().title} narrow>
      {me.error && !me.data ? <ErrorState error={me.error} onRetry={() => void me.refetch()} /> : null}
      {!me.data && !me.error && <Loading />}
      {me.data && (
        <>
          <PersonForm me={me.data} />
          <PasswordForm me={me.data} />
          <ReadingSettings />
          <KeySettings />
          <Sessions />
          <ApiKeys />
        </>
      )}
    </Page>
  );
}
