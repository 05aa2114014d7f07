import type { ReactNode } from "react";
import type { Project, ProjectState } from "#contract/projects.ts";
import { hrefOf } from "../paths.ts";
import { Badge } from "../ui/badge.tsx";
import { Page } from "../ui/page.tsx";
import { useLocation } from "../ui/routing.ts";
import { Loading } from "../ui/states.tsx";
import { useRead } from "./api.ts";
import { useHere } from "./here.ts";
import { needsSignature, Refusal } from "./refusal.tsx";
import { stateTitle, t } from "./words.ts";

interface ProjectPageProps {
  /** The project's id. */
  project: string;
  /** The name of what the page shows, where that is more than the page's own. */
  title?: string;
  /** The page above, with what was chosen there. */
  back?: string;
  beside?: ReactNode;
  actions?: ReactNode | ((project: Project) => ReactNode);
  children: (project: Project) => ReactNode;
}

/** A page of a project: its name, where it belongs, and what the page is about. */
export function ProjectPage({
  project: id,
  title,
  back,
  beside,
  actions,
  children,
}: ProjectPageProps): ReactNode {
  const read = useRead("projects", "get", { params: { project: id } });
  const project = needsSignature(read.error) ? undefined : read.data;
  const { title: own, above } = useHere();
  const first = hrefOf("/projects/:project", { project: id });
  const isFirst = useLocation().path === first;
  const crumbs = above
    .filter(({ href }) => project || href !== first)
    .map((crumb) => (crumb.href === first ? { title: project?.name ?? "", href: first } : crumb))
    .map((crumb, at, all) => (back && at === all.length - 1 ? { ...crumb, href: back } : crumb));
  return (
    <Page
      title={title ?? (isFirst ? (project?.name ?? t("frame.project")) : own)}
      breadcrumbs={crumbs}
      beside={
        <>
          {project && project.state !== "open" && <StateBadge state={project.state} />}
          {beside}
        </>
      }
      actions={typeof actions === "function" ? project && actions(project) : actions}
    >
      {project ? (
        children(project)
      ) : read.error ? (
        <Refusal project={id} error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
    </Page>
  );
}

export function StateBadge({ state }: { state: ProjectState }): ReactNode {
  const tone = ({ open: "good", paused: "warn", closed: "neutral", archived: "neutral" } as const)[state];
  return <Badge tone={tone}>{stateTitle(state)}</Badge>;
}
