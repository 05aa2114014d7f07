import type { ReactNode } from "react";
import type { LeadProject } from "#contract/projects.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage, seesAll } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { timeZone } from "../../ui/preferences.ts";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import { ProgressFigures } from "./progress-figures.tsx";
import css from "./projects.module.css";
import { Report } from "./report.tsx";
import { t } from "./words.ts";

/** A project at a glance: what it is for, what comes next, how far it is. */
export function OverviewPage({ project: id }: { project: string }): ReactNode {
  return (
    <ProjectPage
      project={id}
      actions={(project) =>
        project.state === "open" && project.role !== "viewer" ? (
          <LinkButton
            look={canManage(project) ? "plain" : "primary"}
            icon="play"
            href={hrefOf("/projects/:project/work", { project: id })}
          >
            {t("projects.work")}
          </LinkButton>
        ) : null
      }
    >
      {(project) => (
        <>
          {project.description && (
            <p className={css.lead} dir="auto">
              {project.description}
            </p>
          )}
          {seesAll(project) && canManage(project) && <NextSteps project={project} />}
          {seesAll(project) && <ProgressFigures project={project} />}
          {seesAll(project) && <ProjectReport project={project} />}
        </>
      )}
    </ProjectPage>
  );
}

function ProjectReport({ project }: { project: LeadProject }): ReactNode {
  const report = useRead(
    "reports",
    "project",
    { params: { project: project.id }, query: { timeZone: timeZone() } },
    { every: 30_000 },
  );
  if (report.data) return <Report report={report.data} review={project.settings.review} />;
  if (report.error) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  return <Loading lines={10} />;
}

/** What a new project still lacks; gone once all of it is there. */
function NextSteps({ project }: { project: LeadProject }): ReactNode {
  const params = { project: project.id };
  const members = useRead("projects", "members", { params });
  const steps = [
    {
      step: "guide",
      done: project.guideVersion !== null || project.settings.openWithoutGuide,
      href: hrefOf("/projects/:project/guide", params),
    },
    { step: "form", done: project.formVersion !== null, href: hrefOf("/projects/:project/form", params) },
    { step: "import", done: project.progress.total > 0, href: hrefOf("/projects/:project/imports", params) },
    {
      step: "people",
      done: members.data === undefined || members.data.rows.some(({ role }) => role !== "manager"),
      href: hrefOf("/projects/:project/people", params),
    },
  ] as const;
  if (steps.every(({ done }) => done)) return null;
  return (
    <section className={css.steps}>
      <h2>{t("projects.next")}</h2>
      <ol>
        {steps.map(({ step, done, href }) => (
          <li key={step} className={done ? css.done : undefined}>
            <Icon name={done ? "check" : "arrow"} size={16} />
            <span>
              {done ? (
                `${t(`projects.next.${step}`)}: ${t("projects.next.done")}`
              ) : (
                <a href={href}>{t(`projects.next.${step}`)}</a>
              )}
            </span>
            {!done && <p>{t(`projects.next.${step}Help`)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
