import { type ReactNode, useState } from "react";
import type { ApiKey } from "#contract/keys.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/page.tsx";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import { NewApiKey } from "./new-api-key.tsx";
import { t } from "./words.ts";

/** Keys for programs that work on one's behalf. */
export function ApiKeys(): ReactNode {
  const keys = useRead("keys", "list");
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <Section
      title={t("accounts.apiKeys")}
      actions={
        <Button icon="plus" onClick={() => setMaking(true)}>
          {t("accounts.apiKeys.new")}
        </Button>
      }
    >
      {keys.error && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
      {!keys.data && !keys.error && <Loading lines={2} />}
      {keys.data && (
        <Table
          caption={t("accounts.apiKeys")}
          rows={keys.data.rows}
          keyOf={(key) => key.id}
          empty={
            <EmptyState icon="key" title={t("accounts.apiKeys.none")}>
              {t("accounts.apiKeys.noneHelp")}
            </EmptyState>
          }
          columns={[
            {
              name: "name",
              title: t("accounts.apiKeys.name"),
              cell: (key) => (
                <>
                  {key.name} <code>{key.prefix}…</code>
                </>
              ),
            },
            {
              name: "scopes",
              title: t("accounts.apiKeys.scopes"),
              cell: (key) => key.scopes.map((scope) => t(`accounts.apiKeys.scope.${scope}`)).join(", "),
            },
            {
              name: "used",
              title: t("accounts.apiKeys.used"),
              cell: (key) =>
                key.lastUsedAt ? <Time value={key.lastUsedAt} /> : t("accounts.apiKeys.unused"),
            },
            {
              name: "expires",
              title: t("accounts.apiKeys.expires"),
              cell: (key) => (key.expiresAt ? <Time value={key.expiresAt} /> : t("accounts.apiKeys.never")),
            },
            {
              name: "revoke",
              title: t("accounts.action"),
              cell: (key) => (
                <Button
                  small
                  aria-label={t("accounts.apiKeys.revokeOf", { name: key.name })}
                  onClick={() => setRevoking(key)}
                >
                  {t("accounts.apiKeys.revoke")}
                </Button>
              ),
            },
          ]}
        />
      )}
      {making && <NewApiKey onClose={() => setMaking(false)} />}
      {revoking && <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Section>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }): ReactNode {
  const revoke = useChange("keys", "revoke", {
    onDone: () => {
      toast(t("accounts.apiKeys.revoked"));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("accounts.apiKeys.revokeTitle")}
      actions={
        <>
          <Button onClick={onClose}>{t("accounts.cancel")}</Button>
          <Button
            look="danger"
            busy={revoke.isPending}
            onClick={() => revoke.mutate({ params: { key: apiKey.id } })}
          >
            {t("accounts.apiKeys.revoke")}
          </Button>
        </>
      }
    >
      <p>{t("accounts.apiKeys.revokeHelp", { name: apiKey.name, prefix: apiKey.prefix })}</p>
      <ErrorLine error={revoke.error} />
    </Dialog>
  );
}
