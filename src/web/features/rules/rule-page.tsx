import type { ReactNode } from "react";
import type { Predicate } from "#content/index.ts";
import type { RulePage as Report } from "#contract/reports.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { hrefOf } from "../../paths.ts";
import { formatNumber } from "../../ui/messages/index.ts";
import { Section } from "../../ui/page.tsx";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { Table } from "../../ui/table.tsx";
import { useRead } from "./api.ts";
import { ItemsLink, Share } from "./figures.tsx";
import css from "./rules.module.css";
import { t } from "./words.ts";

/** One rule: how often it is broken and by what that depends on, and what each change of its text did. */
export function RulePage({ project, rule }: { project: string; rule: string }): ReactNode {
  const report = useRead("reports", "rule", { params: { project, rule } });
  const title = report.data && `${report.data.number} ${report.data.title}`;
  return (
    <ProjectPage project={project} {...(title && { title })}>
      {() =>
        report.data ? (
          <Figures project={project} report={report.data} />
        ) : report.error ? (
          <ErrorState error={report.error} onRetry={() => void report.refetch()} />
        ) : (
          <Loading lines={8} />
        )
      }
    </ProjectPage>
  );
}

function Figures({ project, report }: { project: string; report: Report }): ReactNode {
  const { family, broken, judged, share, agreement, minutesLost, relatives } = report;
  const found: Predicate = { of: "finding", in: family };
  const with_ = (more: Predicate): Predicate => ({ all: [found, more] });
  return (
    <>
      <dl className={css.facts}>
        <Fact title={t("rules.share")}>
          <Share share={share} />
        </Fact>
        <Fact title={t("rules.broken")}>
          <ItemsLink project={project} count={broken} where={found} />
        </Fact>
        <Fact title={t("rules.judged")}>{formatNumber(judged)}</Fact>
        <Fact title={t("rules.minutes")} help={t("rules.minutesHelp")}>
          {formatNumber(Math.round(minutesLost))}
        </Fact>
        <Fact title={t("rules.agreement")}>
          {agreement.n === 0 ? t("rules.agreementUnknown") : <Share share={agreement} />}
        </Fact>
      </dl>
      <Changes report={report} />
      <Groups
        by="version"
        rows={report.byVersion.map((row) => ({
          ...row,
          name: t("rules.value.version", { value: row.value! }),
        }))}
      />
      {(["language", "skill"] as const).map((name) => (
        <Groups
          key={name}
          by={name}
          rows={report[name === "language" ? "byLanguage" : "bySkill"].map((row) => ({
            ...row,
            name: row.value,
            link: row.value && (
              <ItemsLink
                project={project}
                count={row.broken}
                where={with_({ of: "attribute", name, equals: row.value })}
              />
            ),
          }))}
        />
      ))}
      <Groups by="stage" rows={report.byStage.map((row) => ({ ...row, name: row.value }))} />
      {report.byPerson && (
        <Groups
          by="person"
          rows={report.byPerson.map((row) => ({
            ...row,
            name: row.person.name,
            link: (
              <ItemsLink
                project={project}
                count={row.broken}
                where={with_({ of: "author", equals: row.person.id })}
              />
            ),
          }))}
        />
      )}
      {relatives.length > 0 && (
        <Section title={t("rules.relatives")}>
          <ul>
            {relatives.map(({ id, title, relation }) => (
              <li key={id}>
                {t(`rules.${relation}`)}{" "}
                <a href={hrefOf("/projects/:project/rules/:rule", { project, rule: id })} dir="auto">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Fact({ title, help, children }: { title: string; help?: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt title={help}>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Changes({ report }: { report: Report }): ReactNode {
  return (
    <Section title={t("rules.changes")}>
      <Table
        caption={t("rules.changes")}
        keyOf={(row) => row.version}
        rows={report.changes}
        empty={<p className={css.muted}>{t("rules.changesNone")}</p>}
        columns={[
          {
            name: "version",
            title: t("rules.change"),
            cell: ({ version }) => t("rules.value.version", { value: version }),
          },
          { name: "before", title: t("rules.before"), cell: ({ before }) => <Share share={before} /> },
          { name: "after", title: t("rules.after"), cell: ({ after }) => <Share share={after} /> },
          {
            name: "difference",
            title: t("rules.difference"),
            cell: ({ difference }) => <Share share={difference} from={-1} />,
          },
        ]}
      />
    </Section>
  );
}

interface Group {
  name: string | null;
  value: string | null;
  broken: number;
  judged: number;
  share: Report["share"];
  /** The number of broken answers, leading to their items. */
  link?: ReactNode;
}

type By = "version" | "language" | "skill" | "stage" | "person";

function Groups({ by, rows }: { by: By; rows: Group[] }): ReactNode {
  if (rows.length === 0) return null;
  const title = t(`rules.by.${by}`);
  return (
    <Section title={title}>
      <Table
        caption={title}
        keyOf={({ value }) => value ?? ""}
        rows={rows}
        columns={[
          {
            name: "value",
            title: t(`rules.of.${by}`),
            cell: ({ name }) => <span dir="auto">{name ?? t("rules.value.none")}</span>,
          },
          { name: "share", title: t("rules.share"), cell: ({ share }) => <Share share={share} /> },
          {
            name: "broken",
            title: t("rules.broken"),
            numeric: true,
            cell: ({ link, broken }) => link || formatNumber(broken),
          },
          {
            name: "judged",
            title: t("rules.judged"),
            numeric: true,
            cell: ({ judged }) => formatNumber(judged),
          },
        ]}
      />
    </Section>
  );
}
