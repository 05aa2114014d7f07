import type { ReactNode } from "react";
import { useRead } from "../../api.ts";
import { Page } from "../../ui/page.tsx";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { t } from "./messages.ts";

/** One's own name, password, preferences, keys, sessions and API keys. */
export function AccountPage(): ReactNode {
  const me = useRead("accounts", "me");
  return (
    <Page title={t("accounts.title")} narrow>
      {me.error && !me.data ? <ErrorState error={me.error} onRetry={() => void me.refetch()} /> : null}
      {!me.data && !me.error && <Loading />}
    </Page>
  );
}
