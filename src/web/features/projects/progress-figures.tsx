import type { ReactNode } from "react";
import type { LeadProject, Progress } from "#contract/projects.ts";
import type { AnswerProgress, ProjectProgress } from "#contract/reports.ts";
import { ChartFigure } from "../../ui/charts/chart-figure.tsx";
import { type Segment, Segments } from "../../ui/charts/segments.tsx";
import { Select } from "../../ui/field.tsx";
import { formatLocale, formatNumber } from "../../ui/messages/index.ts";
import { Section } from "../../ui/page.tsx";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { useRead } from "./api.ts";
import { answerSegments, segmentsOf } from "./progress-segments.ts";
import css from "./projects.module.css";
import { t } from "./words.ts";

/** How far a project is: answers given of those needed, items complete, and both by an attribute of the lead's choice. */
export function ProgressFigures({ project }: { project: LeadProject }): ReactNode {
  const attribute = useLocation().search.get("by") ?? undefined;
  const progress = useRead(
    "reports",
    "progress",
    { params: { project: project.id }, query: { attribute } },
    { every: 30_000, keep: true },
  );
  if (!progress.data)
    return progress.error ? (
      <ErrorState error={progress.error} onRetry={() => void progress.refetch()} />
    ) : (
      <Loading lines={8} />
    );
  const { answers, items, values } = progress.data;
  return (
    <Section
      title={t("projects.progress")}
      actions={<AttributeSelect project={project.id} chosen={attribute} />}
    >
      <p className={css.headline}>{progressText(answers, items)}</p>
      <Figure
        title={t("projects.answers")}
        unit={t("projects.answersColumn")}
        summary={t("projects.answersSummary", answers)}
        segments={answerSegments(answers)}
      />
      <Figure
        title={t("projects.items")}
        unit={t("projects.itemsColumn")}
        summary={t("projects.itemsSummary", items)}
        segments={segmentsOf(items)}
      />
      {attribute !== undefined && values && <ValuesTable attribute={attribute} values={values} />}
    </Section>
  );
}

/** "216 of 621 answers; 12 of 207 items complete"; withdrawn items need nothing. */
export function progressText(answers: AnswerProgress, { total, withdrawn, done }: Progress): string {
  const { given, needed } = answers;
  return `${t("projects.answersOf", { given, count: needed })} · ${t("projects.doneOf", { done, count: total - withdrawn })}`;
}

function AttributeSelect({ project, chosen }: { project: string; chosen: string | undefined }): ReactNode {
  const attributes = useRead("search", "attributes", { params: { project } });
  const names = (attributes.data?.rows ?? []).map(({ name }) => name);
  const offered = chosen === undefined || names.includes(chosen) ? names : [chosen, ...names];
  if (offered.length === 0) return null;
  return (
    <Select
      label={t("projects.by")}
      value={chosen ?? ""}
      onChange={(event) => setSearch({ by: event.target.value })}
    >
      <option value="">{t("projects.byNone")}</option>
      {offered.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </Select>
  );
}

interface FigureProps {
  title: string;
  /** What is counted. */
  unit: string;
  summary: string;
  segments: readonly Segment[];
}

function Figure({ title, unit, summary, segments }: FigureProps): ReactNode {
  const share = new Intl.NumberFormat(formatLocale(), { style: "percent", maximumFractionDigits: 1 });
  const whole = segments.reduce((sum, { value }) => sum + value, 0);
  const columns: Column<Segment>[] = [
    { name: "state", title: t("projects.stateColumn"), cell: (row) => row.title },
    { name: "count", title: unit, numeric: true, cell: (row) => formatNumber(row.value) },
    {
      name: "share",
      title: t("projects.shareColumn"),
      numeric: true,
      cell: (row) => share.format(whole > 0 ? row.value / whole : 0),
    },
  ];
  return (
    <ChartFigure
      level={3}
      title={title}
      summary={summary}
      table={<Table caption={title} keyOf={(row) => row.name} rows={segments} columns={columns} />}
    >
      <Segments segments={segments} />
    </ChartFigure>
  );
}

type Value = NonNullable<ProjectProgress["values"]>[number];

function ValuesTable({ attribute, values }: { attribute: string; values: readonly Value[] }): ReactNode {
  const columns: Column<Value>[] = [
    {
      name: "value",
      title: attribute,
      cell: ({ value }) => (value === null ? t("projects.withoutValue") : <span dir="auto">{value}</span>),
    },
    {
      name: "bar",
      title: t("projects.answers"),
      cell: ({ answers }) => <Segments small segments={answerSegments(answers)} />,
    },
    {
      name: "given",
      title: t("projects.givenColumn"),
      numeric: true,
      cell: ({ answers: { given, needed } }) => t("projects.of", { part: given, whole: needed }),
    },
    {
      name: "submitted",
      title: t("projects.inReviewColumn"),
      numeric: true,
      cell: ({ answers }) => formatNumber(answers.submitted),
    },
    {
      name: "complete",
      title: t("projects.completeColumn"),
      numeric: true,
      cell: ({ items }) => t("projects.of", { part: items.done, whole: items.total - items.withdrawn }),
    },
  ];
  return (
    <Table
      caption={t("projects.byAttribute", { attribute })}
      showCaption
      keyOf={({ value }) => value ?? ""}
      rows={values}
      columns={columns}
    />
  );
}
