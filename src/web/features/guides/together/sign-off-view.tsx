import { type ReactNode, useState } from "react";
import type { Capacity } from "#contract/guide-drafts.ts";
import type { SectionSignOff, SigningCapacity } from "#contract/guide-sign-off.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import hidden from "../../../ui/hidden.module.css";
import { EmptyState, ErrorState, Loading } from "../../../ui/states.tsx";
import { type Column, Table } from "../../../ui/table.tsx";
import { Time } from "../../../ui/time.tsx";
import { useRead } from "../api.ts";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { DemandDialog } from "./demand-dialog.tsx";
import { SignDialog } from "./sign-dialog.tsx";
import { t } from "./words.ts";

interface SignOffProps {
  draft: Draft;
  mayEdit: boolean;
  /** What the person who looks may sign as. */
  capacities: readonly Capacity[];
}

/** Which sections must be signed by whom, what is missing, and a way to sign. */
export function SignOffView({ draft, mayEdit, capacities }: SignOffProps): ReactNode {
  const read = useRead("guideSignOff", "list", { params: { guide: draft.guide.id } }, { every: 5_000 });
  const [asking, setAsking] = useState<string | "new" | null>(null);
  const [signing, setSigning] = useState<SectionSignOff | null>(null);
  const rows = read.data?.rows;
  if (!rows)
    return read.error ? (
      <ErrorState error={read.error} onRetry={() => void read.refetch()} />
    ) : (
      <Loading lines={4} />
    );
  const titleOf = (id: string) => {
    const entry = draft.live.find((one) => one.id === id);
    return entry ? `${entry.number} ${entry.content.title}` : "";
  };
  const columns: Column<SectionSignOff>[] = [
    {
      name: "section",
      title: t("together.section"),
      cell: ({ section }) => <span dir="auto">{titleOf(section)}</span>,
    },
    {
      name: "capacity",
      title: t("together.signedAs"),
      cell: ({ capacity }) => t(`together.capacity.${capacity}`),
    },
    { name: "state", title: t("together.state"), cell: (row) => <State row={row} /> },
    {
      name: "last",
      title: t("together.lastSigned"),
      cell: ({ last }) =>
        last && (
          <>
            <span dir="auto">{last.by.name}</span>, <Time value={last.at} />
          </>
        ),
    },
    {
      name: "actions",
      title: <span className={hidden.hidden}>{t("together.change")}</span>,
      cell: (row) => {
        const named = { title: titleOf(row.section), capacity: t(`together.capacity.${row.capacity}`) };
        return (
          <span className={css.actions}>
            {row.missing.length > 0 && capacities.includes(row.capacity) && (
              <Button
                small
                icon="check"
                aria-label={t("together.signOf", named)}
                onClick={() => setSigning(row)}
              >
                {t("together.sign")}
              </Button>
            )}
            {mayEdit && (
              <Button small aria-label={t("together.demandOf", named)} onClick={() => setAsking(row.section)}>
                {t("together.change")}
              </Button>
            )}
          </span>
        );
      },
    },
  ];
  const add = mayEdit && (
    <Button icon="plus" onClick={() => setAsking("new")}>
      {t("together.demand")}
    </Button>
  );
  const demandedOf = (section: string): SigningCapacity[] =>
    rows.filter((row) => row.section === section).map(({ capacity }) => capacity);
  return (
    <div className={css.entries}>
      {rows.length === 0 ? (
        <EmptyState icon="check" title={t("together.signOffNone")} action={add}>
          {t("together.signOffHelp")}
        </EmptyState>
      ) : (
        <>
          <p className={css.muted}>{t("together.signOffHelp")}</p>
          <Table
            caption={t("together.signOff")}
            columns={columns}
            rows={rows}
            keyOf={({ section, capacity }) => `${section} ${capacity}`}
          />
          <div>{add}</div>
        </>
      )}
      {asking && (
        <DemandDialog
          draft={draft}
          section={asking === "new" ? null : asking}
          demandedOf={demandedOf}
          onClose={() => setAsking(null)}
        />
      )}
      {signing && <SignDialog draft={draft} signOff={signing} onClose={() => setSigning(null)} />}
    </div>
  );
}

function State({ row: { missing, last } }: { row: SectionSignOff }): ReactNode {
  if (missing.length === 0) return <Badge tone="good">{t("together.signed")}</Badge>;
  if (last === null) return <Badge tone="warn">{t("together.unsigned")}</Badge>;
  return <Badge tone="warn">{t("together.changedSince", { count: missing.length })}</Badge>;
}
