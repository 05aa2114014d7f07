import type { ReactNode } from "react";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import { deviceOf } from "./device.ts";
import { t } from "./words.ts";

/** Where one is signed in, and a way to end each. */
export function Sessions(): ReactNode {
  const sessions = useRead("accounts", "sessions");
  const revoke = useChange("accounts", "revokeSession", {
    onDone: () => toast(t("accounts.sessions.ended")),
  });
  const nameOf = (agent: string | null) => deviceOf(agent) ?? t("accounts.sessions.unknown");
  return (
    <Section title={t("accounts.sessions")}>
      {sessions.error && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {!sessions.data && !sessions.error && <Loading lines={2} />}
      <ErrorLine error={revoke.error} />
      {sessions.data && (
        <Table
          caption={t("accounts.sessions")}
          rows={sessions.data.rows}
          keyOf={(session) => session.id}
          columns={[
            {
              name: "device",
              title: t("accounts.sessions.device"),
              cell: (session) => (
                <>
                  {nameOf(session.userAgent)}{" "}
                  {session.current && <Badge tone="accent">{t("accounts.sessions.this")}</Badge>}
                </>
              ),
            },
            {
              name: "since",
              title: t("accounts.sessions.since"),
              cell: (session) => <Time value={session.createdAt} />,
            },
            {
              name: "seen",
              title: t("accounts.sessions.seen"),
              cell: (session) => <Time value={session.seenAt} />,
            },
            {
              name: "end",
              title: t("accounts.action"),
              cell: (session) =>
                session.current ? null : (
                  <Button
                    small
                    aria-label={t("accounts.sessions.endOf", { device: nameOf(session.userAgent) })}
                    onClick={() => revoke.mutate({ params: { session: session.id } })}
                  >
                    {t("accounts.sessions.end")}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}
