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
import { RuleVersions } from "./rule-versions.tsx";
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
  const { rule, family, broken, judged, share, agreement, minutesLost, relatives, byPerson } = report;
  // Who manages the project reads its guide and its desk.
  const guide = useRead("guides", "get", { params: { project } }, { enabled: byPerson !== null }).data?.guide;
  const about = { of: "finding", in: family } as const;
  const given = { of: "judged", in: family } as const;
  const both = (more: Predicate) => ({ found: { all: [about, more] }, asked: { all: [given, more] } });
  const minutes = Math.round(minutesLost);
  return (
    <>
      <dl className={css.facts}>
        <Fact title={t("rules.share")}>
          <Share share={share} />
        </Fact>
        <Fact title={t("rules.broken")}>
          <ItemsLink project={project} count={broken} where={about} />
        </Fact>
        <Fact title={t("rules.judged")}>
          <ItemsLink project={project} count={judged} where={given} />
        </Fact>
        <Fact title={t("rules.minutes")} help={t("rules.minutesHelp")}>
          <ItemsLink project={project} count={minutes} where={{ ...about, only: "returned" }} />
        </Fact>
        <Fact title={t("rules.agreement")}>
          {agreement.n === 0 ? (
            t("rules.agreementUnknown")
          ) : (
            <>
              <Share share={agreement} />{" "}
              <ItemsLink project={project} count={agreement.n} where={{ ...given, only: "twice" }} />
            </>
          )}
        </Fact>
        {guide && <OpenQuestions project={project} guide={guide.id} rule={rule} />}
      </dl>
      {guide && <RuleVersions guide={guide.id} rule={rule} />}
      <Changes report={report} />
      <Groups
        by="version"
        project={project}
        rows={report.byVersion.map((row) => ({
          ...row,
          name: t("rules.value.version", { value: row.value! }),
          found: { ...about, version: Number(row.value) },
          asked: { ...given, version: Number(row.value) },
        }))}
      />
      {(["language", "skill"] as const).map((name) => (
        <Groups
          key={name}
          by={name}
          project={project}
          rows={report[name === "language" ? "byLanguage" : "bySkill"].map((row) => ({
            ...row,
            name: row.value,
            ...(row.value && both({ of: "attribute", name, equals: row.value })),
          }))}
        />
      ))}
      <Groups
        by="stage"
        project={project}
        rows={report.byStage.map((row) => ({
          ...row,
          name: row.value,
          ...(row.value && { found: { ...about, stage: row.value }, asked: { ...given, stage: row.value } }),
        }))}
      />
      {byPerson && (
        <Groups
          by="person"
          project={project}
          rows={byPerson.map((row) => ({
            ...row,
            name: row.person.name,
            ...both({ of: "author", equals: row.person.id }),
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

function OpenQuestions({
  project,
  guide,
  rule,
}: {
  project: string;
  guide: string;
  rule: string;
}): ReactNode {
  const asked = { params: { guide }, query: { project, state: "open" } } as const;
  const open = useRead("questions", "list", asked).data?.rows.filter((row) => row.rule?.id === rule);
  return (
    open && (
      <Fact title={t("rules.questions")}>
        <a href={hrefOf("/projects/:project/questions", { project }, { rule })}>
          {formatNumber(open.length)}
        </a>
      </Fact>
    )
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
  /** The items behind the numbers: of answers that break the rule, and of those that were judged. */
  found?: Predicate;
  asked?: Predicate;
}

type By = "version" | "language" | "skill" | "stage" | "person";

function Groups({ by, project, rows }: { by: By; project: string; rows: Group[] }): ReactNode {
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
            cell: ({ found, broken }) => <Count project={project} count={broken} where={found} />,
          },
          {
            name: "judged",
            title: t("rules.judged"),
            numeric: true,
            cell: ({ asked, judged }) => <Count project={project} count={judged} where={asked} />,
          },
        ]}
      />
    </Section>
  );
}

function Count({
  where,
  ...count
}: {
  project: string;
  count: number;
  where?: Predicate | undefined;
}): ReactNode {
  return where ? <ItemsLink {...count} where={where} /> : formatNumber(count.count);
}
