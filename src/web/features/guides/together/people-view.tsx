import { type ReactNode, useState } from "react";
import type { PersonRef } from "#contract/entities.ts";
import type { Capacity } from "#contract/guide-drafts.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import hidden from "../../../ui/hidden.module.css";
import { EmptyState, ErrorState, Loading } from "../../../ui/states.tsx";
import { type Column, Table } from "../../../ui/table.tsx";
import { useRead } from "../api.ts";
import css from "../guides.module.css";
import { CapacitiesDialog } from "./capacities-dialog.tsx";
import { t } from "./words.ts";

interface Row {
  person: PersonRef;
  capacities: readonly Capacity[];
}

/** Who may do what in a guide, and for editors a way to change that. */
export function PeopleView({ guide, mayEdit }: { guide: string; mayEdit: boolean }): ReactNode {
  const read = useRead("guideDrafts", "people", { params: { guide } });
  const [asking, setAsking] = useState<Row | "new" | null>(null);
  const rows = read.data?.rows;
  if (!rows)
    return read.error ? (
      <ErrorState error={read.error} onRetry={() => void read.refetch()} />
    ) : (
      <Loading lines={4} />
    );
  const columns: Column<Row>[] = [
    {
      name: "person",
      title: t("together.person"),
      cell: ({ person }) => <span dir="auto">{person.name}</span>,
    },
    {
      name: "capacities",
      title: t("together.capacities"),
      cell: ({ capacities }) => (
        <span className={css.badges}>
          {capacities.map((capacity) => (
            <Badge key={capacity}>{t(`together.capacity.${capacity}`)}</Badge>
          ))}
        </span>
      ),
    },
  ];
  const change: Column<Row> = {
    name: "change",
    title: <span className={hidden.hidden}>{t("together.change")}</span>,
    cell: (row) => (
      <Button
        small
        aria-label={t("together.changeOf", { name: row.person.name })}
        onClick={() => setAsking(row)}
      >
        {t("together.change")}
      </Button>
    ),
  };
  const add = mayEdit && (
    <Button icon="plus" onClick={() => setAsking("new")}>
      {t("together.addPerson")}
    </Button>
  );
  return (
    <div className={css.entries}>
      {rows.length === 0 ? (
        <EmptyState icon="people" title={t("together.peopleNone")} action={add}>
          {t("together.peopleHelp")}
        </EmptyState>
      ) : (
        <>
          <p className={css.muted}>{t("together.peopleHelp")}</p>
          <Table
            caption={t("together.people")}
            columns={mayEdit ? [...columns, change] : columns}
            rows={rows}
            keyOf={({ person }) => person.id}
          />
          <div>{add}</div>
        </>
      )}
      {asking && (
        <CapacitiesDialog
          guide={guide}
          person={asking === "new" ? null : asking.person}
          capacities={asking === "new" ? [] : asking.capacities}
          others={rows.map(({ person }) => person.id)}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
