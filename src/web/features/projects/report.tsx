import type { ReactNode } from "react";
import type { ProjectReport } from "#contract/reports.ts";
import { ChartFigure } from "../../ui/charts/chart-figure.tsx";
import { DayBars, daysBetween, shortDay } from "../../ui/charts/day-bars.tsx";
import { Whisker } from "../../ui/charts/whisker.tsx";
import { Estimate } from "../../ui/estimate.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { Section } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import css from "./projects.module.css";
import { t } from "./words.ts";

/** The newest days that the drawing has room for; the table has all. */
const MOST_DAYS = 42;
const SERIES = ["submitted", "accepted", "returned"] as const;
type Series = (typeof SERIES)[number];

/** How a project came on: its pace, and work by day and person. */
export function Report({ report, review }: { report: ProjectReport; review: boolean }): ReactNode {
  // Where nobody reviews, and nobody ever did, what became of answers is no news.
  const reviewed = review || report.people.some((row) => row.reviewed > 0);
  return (
    <>
      <Pace pace={report.pace} />
      <DaysChart days={report.days} reviewed={reviewed} />
      <PeopleTable people={report.people} reviewed={reviewed} />
    </>
  );
}

function Pace({ pace }: { pace: ProjectReport["pace"] }): ReactNode {
  const known = pace.value !== null && pace.low !== null;
  return (
    <section className={css.pace}>
      <h2>{t("projects.pace")}</h2>
      <p>
        <Estimate estimate={pace} unit={t("projects.paceUnit")} />
      </p>
      {!known && <p className={css.muted}>{t("projects.paceNone")}</p>}
      {known && pace.daysLeft !== null && (
        <p className={css.muted}>{t("projects.paceDays", { count: Math.ceil(pace.daysLeft) })}</p>
      )}
    </section>
  );
}

function DaysChart({ days, reviewed }: { days: ProjectReport["days"]; reviewed: boolean }): ReactNode {
  const shownSeries = reviewed ? SERIES : SERIES.slice(0, 1);
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) {
    return (
      <Section title={t("projects.days")}>
        <EmptyState icon="clock" title={t("projects.daysNone")} />
      </Section>
    );
  }
  const byDay = new Map(days.map((day) => [day.day, day]));
  const shown = daysBetween(first.day, last.day).slice(-MOST_DAYS);
  const series = shownSeries.map((name) => ({
    title: t(`projects.${name}`),
    values: shown.map((day) => byDay.get(day)?.[name] ?? 0),
  }));
  const sum = (name: Series) => days.reduce((all, day) => all + day[name], 0);
  const number = (name: Series): Column<ProjectReport["days"][number]> => ({
    name,
    title: t(`projects.${name}`),
    numeric: true,
    cell: (day) => formatNumber(day[name]),
  });
  return (
    <ChartFigure
      title={t("projects.days")}
      summary={t(reviewed ? "projects.daysSummary" : "projects.daysSummaryPlain", {
        from: shortDay(first.day),
        to: shortDay(last.day),
        submitted: sum("submitted"),
        accepted: sum("accepted"),
        returned: sum("returned"),
      })}
      table={
        <Table
          caption={t("projects.days")}
          keyOf={(day) => day.day}
          rows={days.toReversed()}
          columns={[
            { name: "day", title: t("projects.day"), cell: (day) => shortDay(day.day) },
            ...shownSeries.map(number),
          ]}
        />
      }
    >
      <DayBars days={shown} series={series} />
    </ChartFigure>
  );
}

type PersonRow = ProjectReport["people"][number];

function PeopleTable({ people, reviewed }: { people: readonly PersonRow[]; reviewed: boolean }): ReactNode {
  const number = (
    name: "submitted" | "accepted" | "returned" | "rejected" | "skipped" | "reviewed",
  ): Column<PersonRow> => ({
    name,
    title: t(`projects.${name}`),
    numeric: true,
    cell: (row) => formatNumber(row[name]),
  });
  return (
    <Section title={t("projects.people")}>
      <Table
        caption={t("projects.people")}
        keyOf={(row) => row.person.id}
        rows={people.toSorted((a, b) => b.submitted + b.reviewed - a.submitted - a.reviewed)}
        empty={<EmptyState icon="people" title={t("projects.peopleNone")} />}
        columns={[
          {
            name: "person",
            title: t("projects.person"),
            cell: (row) => <span dir="auto">{row.person.name}</span>,
          },
          number("submitted"),
          ...(reviewed ? [number("accepted"), number("returned"), number("rejected")] : []),
          number("skipped"),
          ...(reviewed ? [number("reviewed")] : []),
          {
            name: "time",
            title: t("projects.activeTime"),
            numeric: true,
            cell: (row) => durationText(row.activeMinutes),
          },
          ...(reviewed
            ? [
                {
                  name: "acceptance",
                  title: t("projects.acceptance"),
                  cell: (row: PersonRow) => <Acceptance estimate={row.acceptance} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Acceptance({ estimate }: { estimate: PersonRow["acceptance"] }): ReactNode {
  const { value, low, high } = estimate;
  return (
    <span className={css.acceptance}>
      {value !== null && low !== null && high !== null && <Whisker value={value} low={low} high={high} />}
      <Estimate estimate={estimate} as="share" />
    </span>
  );
}

function durationText(minutes: number): string {
  if (minutes < 90) return t("projects.minutes", { minutes: Math.round(minutes) });
  return t("projects.hours", { hours: Math.round(minutes / 6) / 10 });
}
