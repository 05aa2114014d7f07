import type { ReactNode } from "react";
import type { Calibration } from "#contract/judgings.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import { ReReviews } from "./re-reviews.tsx";
import { t } from "./words.ts";

/** The calibrations of a project, newest first. */
export function CalibrationsPage({ project: id }: { project: string }): ReactNode {
  const list = useRead("judgings", "list", { params: { project: id } }, { every: 10_000 });
  const rows = list.data?.rows;
  const create = (
    <LinkButton
      look="primary"
      icon="plus"
      href={hrefOf("/projects/:project/calibrations/new", { project: id })}
    >
      {t("judgings.new")}
    </LinkButton>
  );
  return (
    <ProjectPage project={id} actions={(project) => canManage(project) && rows && rows.length > 0 && create}>
      {(project) => {
        if (!rows) {
          if (!list.error) return <Loading lines={6} />;
          return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
        }
        const leads = canManage(project);
        return (
          <>
            <Table
              caption={t("judgings.title")}
              rows={rows}
              keyOf={(row) => row.id}
              columns={columnsOf(id)}
              empty={
                <EmptyState
                  icon="people"
                  title={t(leads ? "judgings.none" : "judgings.noneYours")}
                  action={leads && create}
                >
                  {t(leads ? "judgings.noneHelp" : "judgings.noneYoursHelp")}
                </EmptyState>
              }
            />
            {leads && <ReReviews project={id} />}
          </>
        );
      }}
    </ProjectPage>
  );
}

function columnsOf(project: string): Column<Calibration>[] {
  const count = (name: "rules" | "items" | "people"): Column<Calibration> => ({
    name,
    title: t(`judgings.${name}`),
    numeric: true,
    cell: (row) => formatNumber(row[name]),
  });
  return [
    {
      name: "name",
      title: t("judgings.name"),
      cell: ({ id, name }) => (
        <a dir="auto" href={hrefOf("/projects/:project/calibrations/:judging", { project, judging: id })}>
          {name}
        </a>
      ),
    },
    { name: "state", title: t("judgings.state"), cell: (row) => <CalibrationBadge calibration={row} /> },
    count("rules"),
    count("items"),
    count("people"),
    {
      name: "progress",
      title: t("judgings.progress"),
      numeric: true,
      cell: ({ done, asked }) => t("judgings.ofAsked", { done, asked }),
    },
    { name: "started", title: t("judgings.started"), cell: ({ at }) => <Time value={at} /> },
  ];
}

/** Whether answers can be read. */
export function CalibrationBadge({
  calibration: { revealedAt },
}: {
  calibration: Pick<Calibration, "revealedAt">;
}): ReactNode {
  return revealedAt === null ? (
    <Badge tone="warn">{t("judgings.blind")}</Badge>
  ) : (
    <Badge tone="good">{t("judgings.revealed")}</Badge>
  );
}
