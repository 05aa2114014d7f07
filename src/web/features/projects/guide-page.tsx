import { type ReactNode, useState } from "react";
import type { GuideVersion } from "#contract/guides.ts";
import type { Project } from "#contract/projects.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage, seesAll } from "../../frame/roles.ts";
import { WordDiff } from "../../kinds/diff.tsx";
import { Markdown } from "../../kinds/markdown.tsx";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/field.tsx";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { AdoptDialog, Adoption, NewGuideDialog, ProjectGuideView } from "../guides/index.ts";
import { useRead } from "./api.ts";
import { GuideEditor } from "./guide-editor.tsx";
import css from "./projects.module.css";
import { t } from "./words.ts";

/** The guide of a project: its rules, or for a guide that is one text its versions and the next one to write. */
export function GuidePage({ project: id }: { project: string }): ReactNode {
  const params = { project: id };
  const adopted = useRead("guides", "get", { params });
  const texts = useRead("guides", "list", { params });
  const [asking, setAsking] = useState<"text" | "rules" | "existing" | null>(null);
  const rows = texts.data?.rows;
  const failed = adopted.error ?? texts.error;
  const guide = adopted.data?.guide;
  const isText = guide !== undefined && !guide?.entries.length;
  const edit = (project: Project) =>
    canManage(project) && asking !== "text" && isText ? (
      <Button look="primary" icon="pencil" onClick={() => setAsking("text")}>
        {t(rows?.length === 0 ? "projects.guideWrite" : "projects.guideEdit")}
      </Button>
    ) : null;
  return (
    <ProjectPage project={id} actions={rows && rows.length > 0 && edit}>
      {(project) =>
        guide === undefined || !rows ? (
          failed ? (
            <ErrorState
              error={failed}
              onRetry={() => void Promise.all([adopted.refetch(), texts.refetch()])}
            />
          ) : (
            <Loading lines={10} />
          )
        ) : asking === "text" ? (
          <GuideEditor
            project={id}
            latest={rows[0] ?? null}
            mayKeep={!seesAll(project) || project.settings.offline !== "nothing"}
            onClose={() => setAsking(null)}
          />
        ) : guide && !isText ? (
          <ProjectGuideView project={project} guide={guide} />
        ) : guide && rows.length === 0 ? (
          <Adoption project={project} guide={guide} />
        ) : rows.length === 0 ? (
          <>
            <EmptyState
              icon="book"
              title={t("projects.guideNone")}
              action={
                canManage(project) && (
                  <div className={css.end}>
                    {edit(project)}
                    <Button icon="list" onClick={() => setAsking("rules")}>
                      {t("projects.guideRules")}
                    </Button>
                    <Button icon="book" onClick={() => setAsking("existing")}>
                      {t("projects.guideExisting")}
                    </Button>
                  </div>
                )
              }
            >
              {t("projects.guideNoneHelp")}
            </EmptyState>
            {asking === "rules" && <NewGuideDialog project={id} onClose={() => setAsking(null)} />}
            {asking === "existing" && <AdoptDialog project={id} onClose={() => setAsking(null)} />}
          </>
        ) : (
          <GuideReader project={id} versions={rows} />
        )
      }
    </ProjectPage>
  );
}

/** One version, whole or as what it changed; which one is in the address. */
function GuideReader({
  project,
  versions,
}: {
  project: string;
  versions: readonly GuideVersion[];
}): ReactNode {
  const { search } = useLocation();
  const shown = versions.find(({ n }) => String(n) === search.get("version")) ?? versions[0]!;
  const other = versions.find(({ n }) => String(n) === search.get("compare") && n !== shown.n);
  return (
    <div className={css.guide}>
      <article className={css.paper} aria-label={t("projects.guideVersion", { n: shown.n })}>
        {other ? (
          <WordDiff before={other.body} after={shown.body} />
        ) : (
          <Markdown text={shown.body} under={1} />
        )}
      </article>
      <aside className={css.versions} aria-label={t("projects.guideVersions")}>
        {versions.length > 1 && (
          <Select
            label={t("projects.guideCompare")}
            value={other ? String(other.n) : ""}
            onChange={(event) => setSearch({ compare: event.target.value })}
          >
            <option value="">{t("projects.guideCompareNone")}</option>
            {versions
              .filter(({ n }) => n !== shown.n)
              .map(({ n }) => (
                <option key={n} value={n}>
                  {t("projects.guideVersion", { n })}
                </option>
              ))}
          </Select>
        )}
        {versions.map(({ n, by, at }) => (
          <a
            key={n}
            className={css.version}
            href={`/projects/${project}/guide?version=${n}`}
            aria-current={n === shown.n ? "page" : undefined}
          >
            {t("projects.guideVersion", { n })}
            <span>
              {by.name}, <Time value={at} />
            </span>
          </a>
        ))}
      </aside>
    </div>
  );
}
