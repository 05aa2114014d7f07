import type { ReactNode } from "react";
import type { RuleReport } from "#contract/reports.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { hrefOf } from "../../paths.ts";
import { formatNumber } from "../../ui/messages/index.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { useRead } from "./api.ts";
import { ItemsLink, Share } from "./figures.tsx";
import css from "./rules.module.css";
import { t } from "./words.ts";

/** How often each rule of the guide is broken, the most broken first, and by the version of the guide. */
export function RulesPage({ project }: { project: string }): ReactNode {
  const report = useRead("reports", "rules", { params: { project } });
  return (
    <ProjectPage project={project}>
      {() => {
        if (!report.data) {
          if (!report.error) return <Loading />;
          return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
        }
        const judged = report.data.rows.some((row) => row.judged > 0);
        if (!judged) return <EmptyState icon="book" title={t("rules.unjudged")} />;
        return (
          <>
            <p className={css.muted}>{t("rules.help")}</p>
            <Table
              caption={t("rules.title")}
              keyOf={(row) => row.rule}
              rows={report.data.rows}
              columns={columnsOf(project)}
            />
          </>
        );
      }}
    </ProjectPage>
  );
}

function columnsOf(project: string): Column<RuleReport>[] {
  const count = (name: "judged" | "newer"): Column<RuleReport> => ({
    name,
    title: t(`rules.${name}`),
    numeric: true,
    cell: (row) => formatNumber(row[name]),
  });
  return [
    {
      name: "rule",
      title: t("rules.rule"),
      cell: ({ rule, number, title }) => (
        <a href={hrefOf("/projects/:project/rules/:rule", { project, rule })}>
          <b>{number}</b> <span dir="auto">{title}</span>
        </a>
      ),
    },
    {
      name: "share",
      title: t("rules.share"),
      cell: ({ share }) => (
        <div className={css.line}>
          <Share share={share} />
        </div>
      ),
    },
    {
      name: "broken",
      title: t("rules.broken"),
      numeric: true,
      cell: ({ broken, family }) => (
        <ItemsLink project={project} count={broken} where={{ of: "finding", in: family }} />
      ),
    },
    count("judged"),
    count("newer"),
    {
      name: "versions",
      title: t("rules.versions"),
      cell: ({ byVersion }) =>
        byVersion.map(({ version, broken, judged }) => (
          <div key={version} className={css.line}>
            {t("rules.version", { version, broken, judged })}
          </div>
        )),
    },
  ];
}
