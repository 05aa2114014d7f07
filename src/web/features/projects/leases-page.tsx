import { type ReactNode, useState } from "react";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { inputClass } from "../../ui/field.tsx";
import hidden from "../../ui/hidden.module.css";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import css from "./projects.module.css";
import { stageTitle, t } from "./words.ts";

/** What is to be freed: chosen slots, or everything of one person or of all (with how much that is). */
interface Freeing {
  count: number;
  body: { person?: string; slots?: number[] };
}

/** Who holds what just now, and a way to free it. */
export function LeasesPage({ project: id }: { project: string }): ReactNode {
  const held = useRead("work", "held", { params: { project: id } }, { every: 15_000 });
  const [wanted, setWanted] = useState("");
  const [freeing, setFreeing] = useState<Freeing | null>(null);
  const rows = held.data?.rows ?? [];
  const holders = [...new Map(rows.map(({ holder }) => [holder.id, holder])).values()];
  // Who holds nothing any more is in no list to be chosen from.
  const person = holders.some(({ id: holder }) => holder === wanted) ? wanted : "";
  const shown = person ? rows.filter(({ holder }) => holder.id === person) : rows;
  return (
    <ProjectPage
      project={id}
      actions={(project) =>
        canManage(project) &&
        shown.length > 0 && (
          <Button onClick={() => setFreeing({ count: shown.length, body: person ? { person } : {} })}>
            {t("projects.freeShown", { count: shown.length })}
          </Button>
        )
      }
    >
      {(project) => (
        <>
          {holders.length > 1 && (
            <select
              className={`${inputClass} ${css.role}`}
              aria-label={t("projects.person")}
              value={person}
              onChange={(event) => setWanted(event.target.value)}
            >
              <option value="">{t("projects.everybody")}</option>
              {holders.map(({ id: holder, name }) => (
                <option key={holder} value={holder}>
                  {name}
                </option>
              ))}
            </select>
          )}
          {held.data ? (
            <Table
              caption={t("projects.leases")}
              rows={shown}
              keyOf={({ slotId }) => slotId}
              columns={columnsOf(id, canManage(project), setFreeing)}
              empty={
                <EmptyState icon="clock" title={t("projects.leasesNone")}>
                  {t("projects.leasesNoneHelp")}
                </EmptyState>
              }
            />
          ) : held.error ? (
            <ErrorState error={held.error} onRetry={() => void held.refetch()} />
          ) : (
            <Loading lines={6} />
          )}
          {freeing && <Free project={id} freeing={freeing} onClose={() => setFreeing(null)} />}
        </>
      )}
    </ProjectPage>
  );
}

type Held = { slotId: number; itemId: string; holder: { id: string; name: string }; stage: string } & {
  until: string;
  parked: boolean;
};

function columnsOf(project: string, manage: boolean, free: (what: Freeing) => void): Column<Held>[] {
  return [
    {
      name: "holder",
      title: t("projects.person"),
      cell: ({ holder }) => <span dir="auto">{holder.name}</span>,
    },
    {
      name: "item",
      title: t("projects.item"),
      cell: ({ itemId }) => (
        <a href={hrefOf("/projects/:project/items/:item", { project, item: itemId })}>
          {t("projects.openItem")}
        </a>
      ),
    },
    { name: "stage", title: t("projects.stage"), cell: ({ stage }) => stageTitle(stage) },
    {
      name: "until",
      title: t("projects.until"),
      cell: ({ until, parked }) => (
        <>
          <Time value={until} /> {parked && <Badge>{t("projects.parked")}</Badge>}
        </>
      ),
    },
    ...(manage
      ? [
          {
            name: "free",
            title: <span className={hidden.hidden}>{t("projects.actions")}</span>,
            cell: ({ slotId, holder }: Held) => (
              <div className={css.rowActions}>
                <Button
                  small
                  aria-label={t("projects.freeOf", { name: holder.name })}
                  onClick={() => free({ count: 1, body: { slots: [slotId] } })}
                >
                  {t("projects.free")}
                </Button>
              </div>
            ),
          },
        ]
      : []),
  ];
}

/** Says what freeing does before it does it. */
function Free({
  project,
  freeing,
  onClose,
}: {
  project: string;
  freeing: Freeing;
  onClose: () => void;
}): ReactNode {
  const free = useChange("work", "free", {
    refreshes: ["items", "projects"],
    onDone: ({ freed }) => {
      onClose();
      toast(t("projects.freed", { count: freed }));
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("projects.freeTitle", { count: freeing.count })}
      confirm={
        <Button
          look="primary"
          busy={free.isPending}
          onClick={() => free.mutate({ params: { project }, body: freeing.body })}
        >
          {t("projects.free")}
        </Button>
      }
    >
      <p>{t("projects.freeEffect")}</p>
      <ErrorLine error={free.error} />
    </Dialog>
  );
}
