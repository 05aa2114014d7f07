import { type ReactNode, useState } from "react";
import type { PersonKey } from "#contract/people.ts";
import { useHere } from "../../frame/here.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import css from "./people.module.css";
import { ProgramForm } from "./program-form.tsx";
import { t } from "./words.ts";

/** The API keys of everyone in the organization, to look over and revoke. */
export function KeysPage(): ReactNode {
  const here = useHere();
  const keys = useRead("people", "keys");
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<PersonKey | null>(null);
  const columns: Column<PersonKey>[] = [
    {
      name: "name",
      title: t("people.keys.name"),
      cell: (key) => (
        <div className={css.name}>
          <span dir="auto">{key.name}</span>
          <code className={css.muted}>{key.prefix}…</code>
        </div>
      ),
    },
    {
      name: "person",
      title: t("people.person"),
      cell: ({ person }) => (
        <span>
          <span dir="auto">{person.name}</span>{" "}
          {person.kind === "program" && <Badge>{t("people.keys.program")}</Badge>}
        </span>
      ),
    },
    {
      name: "scopes",
      title: t("people.keys.scopes"),
      cell: ({ scopes }) => scopes.map((scope) => t(`people.keys.scope.${scope}`)).join(", "),
    },
    {
      name: "project",
      title: t("people.keys.project"),
      cell: ({ projectName }) =>
        projectName === null ? (
          <span className={css.muted}>{t("people.keys.allProjects")}</span>
        ) : (
          <span dir="auto">{projectName}</span>
        ),
    },
    {
      name: "used",
      title: t("people.keys.used"),
      cell: ({ lastUsedAt }) => <TimeOrNever value={lastUsedAt} />,
    },
    {
      name: "expires",
      title: t("people.keys.expires"),
      cell: ({ expiresAt }) => <TimeOrNever value={expiresAt} />,
    },
    {
      name: "revoke",
      title: t("people.actionsColumn"),
      cell: (key) => (
        <Button
          small
          aria-label={t("people.keys.revokeOf", { name: key.name, person: key.person.name })}
          onClick={() => setRevoking(key)}
        >
          {t("people.keys.revoke")}
        </Button>
      ),
    },
  ];
  return (
    <Page
      title={here.title}
      breadcrumbs={here.above}
      actions={
        <Button icon="plus" onClick={() => setAdding(true)}>
          {t("people.program.add")}
        </Button>
      }
    >
      {keys.data ? (
        <Table
          caption={t("people.keys.title")}
          columns={columns}
          rows={keys.data.rows}
          keyOf={({ id }) => id}
          empty={
            <EmptyState icon="key" title={t("people.keys.none")}>
              {t("people.keys.noneHelp")}
            </EmptyState>
          }
        />
      ) : keys.error ? (
        <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />
      ) : (
        <Loading lines={6} />
      )}
      {adding && (
        <Dialog open onClose={() => setAdding(false)} title={t("people.program.add")}>
          <ProgramForm onDone={() => setAdding(false)} />
        </Dialog>
      )}
      {revoking && <Revoke apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Page>
  );
}

function TimeOrNever({ value }: { value: string | null }): ReactNode {
  return value ? <Time value={value} /> : <span className={css.muted}>{t("people.never")}</span>;
}

function Revoke({ apiKey, onClose }: { apiKey: PersonKey; onClose: () => void }): ReactNode {
  const revoke = useChange("keys", "revoke", {
    refreshes: ["people"],
    onDone: () => {
      toast(t("people.keys.revoked"));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("people.keys.revokeTitle", { name: apiKey.name })}
      confirm={
        <Button
          look="danger"
          busy={revoke.isPending}
          onClick={() => revoke.mutate({ params: { key: apiKey.id } })}
        >
          {t("people.keys.revoke")}
        </Button>
      }
    >
      <p>{t("people.keys.revokeHelp", { person: apiKey.person.name, prefix: apiKey.prefix })}</p>
      <ErrorLine error={revoke.error} />
    </Dialog>
  );
}
