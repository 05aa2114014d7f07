import { type ReactNode, useState } from "react";
import type { Agreement, Signer } from "#contract/agreements.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import hidden from "../../ui/hidden.module.css";
import { ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import css from "./agreements.module.css";
import { useChange, useRead } from "./api.ts";
import { SignForm } from "./sign-form.tsx";
import { t } from "./words.ts";

interface SignerTableProps {
  project: string;
  agreement: Agreement;
  mayChange: boolean;
}

const TONES = { signed: "good", outdated: "warn", ended: "bad", none: "neutral" } as const;

/** Who in the project has signed, and who has not. */
export function SignerTable({ project, agreement, mayChange }: SignerTableProps): ReactNode {
  const params = { project, agreement: agreement.id };
  const signers = useRead("agreements", "signers", { params });
  const [asked, setAsked] = useState<{ to: "revoke" | "sign"; signer: Signer } | null>(null);
  const close = () => setAsked(null);
  const columns: Column<Signer>[] = [
    {
      name: "agent",
      title: t("agreements.signer"),
      cell: ({ agent }) => (
        <span className={css.row}>
          <span dir="auto">{agent.name}</span>
          {agent.kind === "program" && <Badge>{t("agreements.program")}</Badge>}
        </span>
      ),
    },
    {
      name: "state",
      title: t("agreements.state"),
      cell: ({ state }) => <Badge tone={TONES[state]}>{t(`agreements.state.${state}`)}</Badge>,
    },
    { name: "version", title: t("agreements.version"), numeric: true, cell: ({ n }) => n },
    {
      name: "name",
      title: t("agreements.typedName"),
      cell: ({ typedName }) => <span dir="auto">{typedName}</span>,
    },
    { name: "at", title: t("agreements.signedAt"), cell: ({ at }) => at && <Time value={at} /> },
    { name: "until", title: t("agreements.ends"), cell: ({ until }) => until && <Time value={until} /> },
  ];
  const actions: Column<Signer> = {
    name: "actions",
    title: <span className={hidden.hidden}>{t("agreements.actions")}</span>,
    cell: (signer) => {
      const { name, kind } = signer.agent;
      if (signer.state === "signed" || signer.state === "outdated") {
        return (
          <Button
            small
            aria-label={t("agreements.revokeOf", { name })}
            onClick={() => setAsked({ to: "revoke", signer })}
          >
            {t("agreements.revoke")}
          </Button>
        );
      }
      if (kind !== "program") return null;
      return (
        <Button
          small
          aria-label={t("agreements.signForOf", { name })}
          onClick={() => setAsked({ to: "sign", signer })}
        >
          {t("agreements.signFor")}
        </Button>
      );
    },
  };
  if (!signers.data) {
    if (!signers.error) return <Loading lines={4} />;
    return <ErrorState error={signers.error} onRetry={() => void signers.refetch()} />;
  }
  return (
    <>
      <Table
        caption={t("agreements.signers", { title: agreement.title })}
        columns={mayChange ? [...columns, actions] : columns}
        rows={signers.data.rows}
        keyOf={({ agent }) => agent.id}
      />
      {asked?.to === "revoke" && <Revoke params={params} signer={asked.signer} onClose={close} />}
      {asked?.to === "sign" && (
        <SignFor project={project} agreement={agreement} signer={asked.signer} onClose={close} />
      )}
    </>
  );
}

interface OfSigner {
  signer: Signer;
  onClose: () => void;
}

function Revoke({
  params,
  signer: { agent },
  onClose,
}: OfSigner & { params: { project: string; agreement: string } }): ReactNode {
  const { name } = agent;
  const revoke = useChange("agreements", "revoke", {
    refreshes: ["work"],
    onDone: () => {
      toast(t("agreements.revoked", { name }));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("agreements.revokeTitle", { name })}
      confirm={
        <Button
          look="danger"
          busy={revoke.isPending}
          onClick={() => revoke.mutate({ params, body: { agent: agent.id } })}
        >
          {t("agreements.revoke")}
        </Button>
      }
    >
      <p>{t("agreements.revokeEffect", { name })}</p>
      <ErrorLine error={revoke.error} />
    </Dialog>
  );
}

function SignFor({
  project,
  agreement: { id, title, versions },
  signer: { agent },
  onClose,
}: OfSigner & Pick<SignerTableProps, "project" | "agreement">): ReactNode {
  const version = versions[0]!;
  return (
    <Dialog open onClose={onClose} title={t("agreements.signForTitle", { name: agent.name })}>
      <p>{t("agreements.signForEffect", { title, n: version.n })}</p>
      <SignForm
        project={project}
        agreement={{ agreementId: id, version }}
        program={agent.id}
        onSigned={onClose}
      />
    </Dialog>
  );
}
