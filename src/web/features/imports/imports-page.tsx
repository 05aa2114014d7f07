import type { ReactNode } from "react";
import type { Project } from "#contract/projects.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { Progress } from "../../ui/progress.tsx";
import { navigate } from "../../ui/routing.ts";
import { sizeText } from "../../ui/size-text.ts";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import { DropZone } from "./drop-zone.tsx";
import { ImportBadge } from "./import-badge.tsx";
import { useUpload } from "./use-upload.ts";
import { t } from "./words.ts";

/** Files that were imported into a project, and a place for the next. */
export function ImportsPage({ project: id }: { project: string }): ReactNode {
  return (
    <ProjectPage project={id}>
      {(project) => (
        <>
          {canManage(project) && project.state !== "archived" && <UploadArea project={project} />}
          <ImportList project={project} />
        </>
      )}
    </ProjectPage>
  );
}

function UploadArea({ project }: { project: Project }): ReactNode {
  const { upload, error, send, stop } = useUpload(project.id, (last, count) => {
    // One file: on to its preview. Several: they wait in the list.
    if (count === 1)
      navigate(hrefOf("/projects/:project/imports/:import", { project: project.id, import: last.id }));
  });
  return (
    <>
      {upload ? (
        <div>
          <Progress
            timed
            label={t("imports.uploading", { name: upload.name })}
            value={upload.sent}
            of={upload.size}
          />
          <Button small onClick={stop}>
            {t("imports.stop")}
          </Button>
        </div>
      ) : (
        <DropZone onFiles={(files) => void send(files)} />
      )}
      <ErrorLine error={error} />
    </>
  );
}

function ImportList({ project }: { project: Project }): ReactNode {
  const list = useRead("imports", "list", { params: { project: project.id } }, { every: 3000 });
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading lines={5} />;
  return (
    <Table
      caption={t("imports.title")}
      rows={list.data.rows}
      keyOf={({ id }) => id}
      empty={<EmptyState icon="upload" title={t("imports.none")} />}
      columns={[
        {
          name: "file",
          title: t("imports.file"),
          cell: ({ id, name }) => (
            <a
              dir="auto"
              href={hrefOf("/projects/:project/imports/:import", { project: project.id, import: id })}
            >
              {name}
            </a>
          ),
        },
        { name: "state", title: t("imports.state"), cell: (row) => <ImportBadge state={row.state} /> },
        { name: "added", title: t("imports.added"), numeric: true, cell: ({ added }) => formatNumber(added) },
        {
          name: "duplicates",
          title: t("imports.duplicates"),
          numeric: true,
          cell: ({ duplicates }) => formatNumber(duplicates),
        },
        {
          name: "differing",
          title: t("imports.differing"),
          numeric: true,
          cell: ({ differing }) => formatNumber(differing),
        },
        {
          name: "problems",
          title: t("imports.problems"),
          numeric: true,
          cell: ({ problems }) => formatNumber(problems),
        },
        { name: "size", title: t("imports.size"), numeric: true, cell: ({ size }) => sizeText(size) },
        { name: "by", title: t("imports.by"), cell: ({ by }) => <span dir="auto">{by.name}</span> },
        { name: "when", title: t("imports.when"), cell: ({ createdAt }) => <Time value={createdAt} /> },
      ]}
    />
  );
}
