import type { ReactNode } from "react";
import type { Project } from "#contract/projects.ts";
import { useHere } from "../../frame/here.ts";
import { StateBadge } from "../../frame/project-page.tsx";
import { neededItems, seesAll } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Segments } from "../../ui/charts/segments.tsx";
import { Checkbox } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { roleTitle } from "../people/index.ts";
import { useRead } from "./api.ts";
import { segmentsOfProject } from "./progress-segments.ts";
import css from "./projects.module.css";
import { t } from "./words.ts";

/** The projects one takes part in, with how far they are. */
export function ProjectsPage(): ReactNode {
  const archived = useLocation().search.get("archived") === "true";
  const me = useRead("accounts", "me");
  const list = useRead(
    "projects",
    "list",
    { query: { archived: archived ? "true" : "false" } },
    { keep: true },
  );
  const mayCreate = me.data !== undefined && me.data.role !== "member";
  const create = mayCreate && (
    <LinkButton look="primary" icon="plus" href="/projects/new">
      {t("projects.new")}
    </LinkButton>
  );
  const rows = list.data?.rows;
  return (
    <Page title={useHere().title} actions={rows && rows.length > 0 && create}>
      {list.error && !rows ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !rows ? (
        <Loading lines={8} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon="folder"
          title={t(mayCreate ? "projects.none" : "projects.noneForYou")}
          action={create}
        >
          {t(mayCreate ? "projects.noneHelp" : "projects.noneForYouHelp")}
        </EmptyState>
      ) : (
        <ul className={css.cards}>
          {rows.map((project) => (
            <ProjectCard key={project.id} project={project} />
          ))}
        </ul>
      )}
      <Checkbox
        label={t("projects.showArchived")}
        checked={archived}
        onChange={(event) => setSearch({ archived: event.target.checked ? "true" : null })}
      />
    </Page>
  );
}

function ProjectCard({ project }: { project: Project }): ReactNode {
  const { id, name, description, state, role, progress } = project;
  return (
    <li className={css.card}>
      <div className={css.cardHead}>
        <h2 className={css.cardTitle}>
          <a href={hrefOf("/projects/:project", { project: id })} dir="auto">
            {name}
          </a>
        </h2>
        <StateBadge state={state} />
      </div>
      {description && (
        <p className={css.cardText} dir="auto">
          {description}
        </p>
      )}
      <Segments small segments={segmentsOfProject(project)} />
      <p className={css.cardFoot}>
        <span>
          {progress.total > 0
            ? t("projects.doneOf", { done: progress.done, count: neededItems(project) })
            : t("projects.noItems")}
          {seesAll(project) ? "" : ` · ${roleTitle(role)}`}
        </span>
        {state === "open" && role !== "viewer" && (
          <LinkButton small icon="play" href={hrefOf("/projects/:project/work", { project: id })}>
            {t("projects.work")}
          </LinkButton>
        )}
      </p>
    </li>
  );
}
