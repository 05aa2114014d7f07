import type { ReactNode } from "react";
import type { Receipt } from "#contract/agreements.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { Button } from "../../ui/button.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { exactTime } from "../../ui/time.tsx";
import css from "./agreements.module.css";
import { useRead } from "./api.ts";
import { t } from "./words.ts";

/** What a signature left behind, to keep or to print. */
export function ReceiptPage({ signature }: { signature: string }): ReactNode {
  const read = useRead("agreements", "receipt", { params: { signature } });
  return (
    <Page
      title={t("agreements.receipt.title")}
      narrow
      actions={
        read.data && (
          <Button data-no-print onClick={() => window.print()}>
            {t("agreements.receipt.print")}
          </Button>
        )
      }
    >
      {read.data ? (
        <Facts receipt={read.data} />
      ) : read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <Loading lines={10} />
      )}
    </Page>
  );
}

function Facts({ receipt }: { receipt: Receipt }): ReactNode {
  const { title, n, project, organization, typedName, agent, at, until, revokedAt, id, hash, text } = receipt;
  const facts: [string, ReactNode][] = [
    [t("agreements.receipt.agreement"), `${title}, ${t("agreements.sign.version", { n }).toLowerCase()}`],
    [
      t("agreements.receipt.for"),
      project === null
        ? t("agreements.receipt.everyProject", { organization })
        : t("agreements.receipt.project", { project, organization }),
    ],
    [t("agreements.receipt.signedBy"), typedName ?? t("agreements.receipt.erased")],
    ...(agent.kind === "program"
      ? [[t("agreements.receipt.bound"), agent.name] satisfies [string, ReactNode]]
      : []),
    [t("agreements.receipt.at"), exactTime(at)],
    ...(until ? [[t("agreements.receipt.until"), exactTime(until)] satisfies [string, ReactNode]] : []),
    ...(revokedAt
      ? [[t("agreements.receipt.revoked"), exactTime(revokedAt)] satisfies [string, ReactNode]]
      : []),
    [t("agreements.receipt.number"), <code key="id">{id}</code>],
    [t("agreements.receipt.hash"), <code key="hash">{hash}</code>],
  ];
  return (
    <>
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <Section title={t("agreements.receipt.text")}>
        <article className={css.paper} dir="auto">
          <Markdown text={text} under={2} />
        </article>
      </Section>
    </>
  );
}
