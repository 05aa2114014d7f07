import type { ReactNode } from "react";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage, seesAll } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { LinkButton } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import { ReleaseBadge } from "./release-badge.tsx";
import { t } from "./words.ts";

/** The releases of a project, newest first. */
export function ReleasesPage({ project: id }: { project: string }): ReactNode {
  const params = { project: id };
  const list = useRead("releases", "list", { params }, { every: 5000 });
  const rows = list.data?.rows;
  const create = (
    <LinkButton look="primary" icon="plus" href={hrefOf("/projects/:project/releases/new", params)}>
      {t("releases.new")}
    </LinkButton>
  );
  return (
    <ProjectPage
      project={id}
      actions={(project) => (
        <>
          {seesAll(project) && (
            <LinkButton icon="download" download href={`/api/projects/${id}/export`}>
              {t("releases.exportAll")}
            </LinkButton>
          )}
          {canManage(project) && rows && rows.length > 0 && create}
        </>
      )}
    >
      {(project) =>
        rows ? (
          <Table
            caption={t("releases.title")}
            rows={rows}
            keyOf={(row) => row.id}
            empty={
              <EmptyState icon="box" title={t("releases.none")} action={canManage(project) && create}>
                {t("releases.noneHelp")}
              </EmptyState>
            }
            columns={[
              {
                name: "name",
                title: t("releases.name"),
                cell: (row) => (
                  <a
                    dir="auto"
                    href={hrefOf("/projects/:project/releases/:release", { ...params, release: row.id })}
                  >
                    {t("releases.release", { n: row.n, name: row.name })}
                  </a>
                ),
              },
              {
                name: "state",
                title: t("releases.state"),
                cell: ({ state }) => <ReleaseBadge state={state} />,
              },
              {
                name: "items",
                title: t("releases.items"),
                numeric: true,
                cell: (row) => formatNumber(row.items),
              },
              {
                name: "answers",
                title: t("releases.answers"),
                numeric: true,
                cell: (row) => formatNumber(row.answers),
              },
              {
                name: "files",
                title: t("releases.files"),
                numeric: true,
                cell: (row) => formatNumber(row.files.length),
              },
              { name: "by", title: t("releases.by"), cell: ({ by }) => <span dir="auto">{by.name}</span> },
              {
                name: "when",
                title: t("releases.when"),
                cell: ({ createdAt }) => <Time value={createdAt} />,
              },
            ]}
          />
        ) : list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Loading lines={6} />
        )
      }
    </ProjectPage>
  );
}
