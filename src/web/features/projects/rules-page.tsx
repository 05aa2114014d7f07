import type { ReactNode } from "react";
import type { RuleReport } from "#contract/reports.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { hrefOf } from "../../paths.ts";
import { Whisker } from "../../ui/charts/whisker.tsx";
import { Estimate } from "../../ui/estimate.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { useRead } from "./api.ts";
import css from "./projects.module.css";
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
        if (!judged) return <EmptyState icon="book" title={t("projects.rulesUnjudged")} />;
        return (
          <>
            <p className={css.muted}>{t("projects.rulesHelp")}</p>
            <Table
              caption={t("projects.rules")}
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
    title: t(`projects.rules.${name}`),
    numeric: true,
    cell: (row) => formatNumber(row[name]),
  });
  return [
    {
      name: "rule",
      title: t("projects.rules.rule"),
      cell: ({ number, title }) => (
        <>
          <b>{number}</b> <span dir="auto">{title}</span>
        </>
      ),
    },
    {
      name: "share",
      title: t("projects.rules.share"),
      cell: ({ share }) => <Share share={share} />,
    },
    {
      name: "broken",
      title: t("projects.rules.broken"),
      numeric: true,
      cell: (row) => (row.broken === 0 ? formatNumber(0) : <Found project={project} row={row} />),
    },
    count("judged"),
    count("newer"),
    {
      name: "versions",
      title: t("projects.rules.versions"),
      cell: ({ byVersion }) =>
        byVersion
          .map(({ version, broken, judged }) => t("projects.rules.version", { version, broken, judged }))
          .join(" · "),
    },
  ];
}

function Share({ share }: Pick<RuleReport, "share">): ReactNode {
  const { value, low, high } = share;
  return (
    <span className={css.acceptance}>
      {value !== null && low !== null && high !== null && <Whisker value={value} low={low} high={high} />}
      <Estimate estimate={share} as="share" />
    </span>
  );
}

/** A number of answers that leads to their items. */
function Found({ project, row }: { project: string; row: RuleReport }): ReactNode {
  const where = JSON.stringify({ of: "finding", in: row.family });
  return <a href={hrefOf("/projects/:project/items", { project }, { where })}>{formatNumber(row.broken)}</a>;
}
