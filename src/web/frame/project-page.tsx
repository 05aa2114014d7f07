import { type ReactNode, useEffect, useRef } from "react";
import type { LeadProject, Project, ProjectState } from "#contract/projects.ts";
import { useRead } from "../api.ts";
import { hrefOf, type Path } from "../paths.ts";
import { Badge } from "../ui/badge.tsx";
import { Page } from "../ui/page.tsx";
import { useLocation } from "../ui/routing.ts";
import { ErrorState, Loading } from "../ui/states.tsx";
import css from "./project-page.module.css";
import { stateTitle, t } from "./words.ts";

interface ProjectPageProps {
  /** The project's id. */
  project: string;
  /** The page's own name; empty on the project's first page, which bears the project's. */
  title?: string;
  /** Pages between the project and this one. */
  above?: readonly { title: string; href: string }[];
  beside?: ReactNode;
  actions?: ReactNode | ((project: Project) => ReactNode);
  children: (project: Project) => ReactNode;
}

/** A page of a project: its name, its parts, and what the page is about. */
export function ProjectPage({
  project: id,
  title,
  above,
  beside,
  actions,
  children,
}: ProjectPageProps): ReactNode {
  const read = useRead("projects", "get", { params: { project: id } });
  const project = read.data;
  const first = hrefOf("/projects/:project", { project: id });
  return (
    <Page
      title={title ?? project?.name ?? t("frame.one")}
      breadcrumbs={[
        { title: t("frame.projects"), href: "/projects" },
        ...(title && project ? [{ title: project.name, href: first }] : []),
        ...(above ?? []),
      ]}
      beside={
        <>
          {project && project.state !== "open" && <StateBadge state={project.state} />}
          {beside}
        </>
      }
      actions={typeof actions === "function" ? project && actions(project) : actions}
    >
      {project && <ProjectNav project={project} />}
      {project ? (
        children(project)
      ) : read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
    </Page>
  );
}

/** Whether a person may change the project. */
export function canManage(project: Pick<Project, "role">): boolean {
  return project.role === "manager";
}

/** Whether a person sees everything in the project, rather than their own work alone. */
export function seesAll(project: Project): project is LeadProject {
  return project.role === "manager" || project.role === "viewer";
}

export function StateBadge({ state }: { state: ProjectState }): ReactNode {
  const tone = ({ open: "good", paused: "warn", closed: "neutral", archived: "neutral" } as const)[state];
  return <Badge tone={tone}>{stateTitle(state)}</Badge>;
}

type Part =
  | "overview"
  | "items"
  | "form"
  | "guide"
  | "imports"
  | "releases"
  | "people"
  | "leases"
  | "settings";
const PARTS: readonly {
  part: Part;
  path: Extract<Path, `/projects/:project${string}`>;
  forAll?: boolean;
  forManagers?: boolean;
}[] = [
  { part: "overview", path: "/projects/:project", forAll: true },
  { part: "items", path: "/projects/:project/items" },
  { part: "form", path: "/projects/:project/form" },
  { part: "guide", path: "/projects/:project/guide", forAll: true },
  { part: "imports", path: "/projects/:project/imports" },
  { part: "releases", path: "/projects/:project/releases" },
  { part: "people", path: "/projects/:project/people" },
  { part: "leases", path: "/projects/:project/leases", forManagers: true },
  { part: "settings", path: "/projects/:project/settings" },
];

function isFor({ forAll, forManagers }: (typeof PARTS)[number], project: Project): boolean {
  return forAll || (forManagers ? canManage(project) : seesAll(project));
}

function ProjectNav({ project }: { project: Project }): ReactNode {
  const { path } = useLocation();
  const root = hrefOf("/projects/:project", { project: project.id });
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen the row scrolls: the part at hand must be in sight.
    const here = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (here && nav.current) nav.current.scrollLeft = here.offsetLeft - nav.current.offsetLeft - 16;
  }, []);
  return (
    <nav ref={nav} aria-label={t("frame.nav")} className={css.nav}>
      {PARTS.filter((one) => isFor(one, project)).map(({ part, path: pattern }) => {
        const href = pattern.replace(":project", project.id);
        const here = href === root ? path === root : path === href || path.startsWith(`${href}/`);
        return (
          <a key={part} href={href} aria-current={here ? "page" : undefined}>
            {t(`frame.nav.${part}`)}
          </a>
        );
      })}
    </nav>
  );
}
