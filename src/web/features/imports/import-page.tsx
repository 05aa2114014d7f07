import type { ReactNode } from "react";
import type { Import } from "#contract/imports.ts";
import type { Project } from "#contract/projects.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { said } from "../../ui/messages/index.ts";
import { Progress } from "../../ui/progress.tsx";
import { sizeText } from "../../ui/size-text.ts";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { useChange, useRead } from "./api.ts";
import { Discard } from "./discard.tsx";
import { ImportBadge } from "./import-badge.tsx";
import css from "./imports.module.css";
import { PreviewEditor } from "./preview-editor.tsx";
import { ProblemsTable } from "./problems-table.tsx";
import { TakeBack } from "./take-back.tsx";
import { shapeTitle, t } from "./words.ts";

/** One file: what becomes of it, how far it is, what came of it. */
export function ImportPage({
  project: id,
  import: importId,
}: {
  project: string;
  import: string;
}): ReactNode {
  const params = { project: id, import: importId };
  const read = useRead(
    "imports",
    "get",
    { params },
    { every: (last) => (last?.state === "running" ? 1000 : false) },
  );
  const found = read.data;
  return (
    <ProjectPage
      project={id}
      title={found?.name ?? t("imports.one")}
      beside={found && <ImportBadge state={found.state} />}
      actions={(project) =>
        found &&
        canManage(project) && (
          <>
            {found.state === "uploaded" && <Discard project={id} of={found} />}
            {(found.state === "done" || found.state === "failed") && <TakeBack project={id} of={found} />}
          </>
        )
      }
    >
      {(project) =>
        found ? (
          <Stage project={project} of={found} />
        ) : read.error ? (
          <ErrorState error={read.error} onRetry={() => void read.refetch()} />
        ) : (
          <Loading lines={10} />
        )
      }
    </ProjectPage>
  );
}

function Stage({ project, of }: { project: Project; of: Import }): ReactNode {
  const { state } = of;
  if (state === "uploaded") {
    return canManage(project) ? (
      <PreviewEditor project={project.id} of={of} />
    ) : (
      <EmptyState icon="upload" title={t("imports.notStarted")}>
        {t("imports.notStartedHelp")}
      </EmptyState>
    );
  }
  return (
    <>
      {state === "running" && <Running of={of} />}
      {state === "done" && <Done project={project.id} of={of} />}
      {state === "failed" && <Failed project={project} of={of} />}
      {state === "taken-back" && <p>{t("imports.takenBack")}</p>}
      {of.mapping && (
        <p className={css.muted}>
          {t("imports.mappedAs", { shape: shapeTitle(of.mapping.shape) })} · {sizeText(of.size)}
        </p>
      )}
      {of.problems + of.differing + of.notes > 0 && state !== "running" && state !== "taken-back" && (
        <ProblemsTable project={project.id} of={of} />
      )}
    </>
  );
}

function Running({ of }: { of: Import }): ReactNode {
  const { linesRead: lines, added, duplicates, differing, problems } = of;
  return (
    <>
      <Progress timed label={t("imports.running", { name: of.name })} value={of.bytesRead} of={of.size} />
      <p role="status">{t("imports.soFar", { lines, added, duplicates, differing, problems })}</p>
      <p className={css.muted}>{t("imports.runningHelp")}</p>
    </>
  );
}

function Done({ project, of }: { project: string; of: Import }): ReactNode {
  return (
    <div className={css.done}>
      <p className={css.big}>
        {of.added > 0 ? t("imports.done", { count: of.added }) : t("imports.doneNone")}
      </p>
      {of.duplicates > 0 && <p>{t("imports.doneDuplicates", { count: of.duplicates })}</p>}
      {of.differing > 0 && <p>{t("imports.doneDiffering", { count: of.differing })}</p>}
      {of.problems > 0 && <p>{t("imports.doneProblems", { count: of.problems })}</p>}
      {of.notes > 0 && <p>{t("imports.doneNotes", { count: of.notes })}</p>}
      {of.added > 0 && (
        <LinkButton icon="list" href={hrefOf("/projects/:project/items", { project })}>
          {t("imports.lookAtItems")}
        </LinkButton>
      )}
    </div>
  );
}

function Failed({ project, of }: { project: Project; of: Import }): ReactNode {
  const again = useChange("imports", "start", { refreshes: ["projects", "items"] });
  return (
    <div className={css.done}>
      <p className={css.big}>{t("imports.failed")}</p>
      {of.failure && <p>{said(of.failure)}</p>}
      <p className={css.muted}>{t("imports.failedHelp")}</p>
      {canManage(project) && (
        <Button
          look="primary"
          busy={again.isPending}
          onClick={() =>
            again.mutate({ params: { project: project.id, import: of.id }, body: { mapping: of.mapping } })
          }
        >
          {t("imports.again")}
        </Button>
      )}
      <ErrorLine error={again.error} />
    </div>
  );
}
