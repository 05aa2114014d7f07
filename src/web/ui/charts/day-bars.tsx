import type { ReactNode } from "react";
import { formatLocale, formatNumber } from "../messages/index.ts";
import css from "./charts.module.css";

export interface DaySeries {
  title: string;
  /** One value per day, in the order of `days`. */
  values: readonly number[];
}

interface DayBarsProps {
  /** Calendar days, `2026-02-28`, without gaps. */
  days: readonly string[];
  /** One row of bars each; all on the same scale. */
  series: readonly DaySeries[];
}

const HEIGHT = 56;
const TOP = 14;
/** Room for so many days even where there are fewer, so that a few bars do not become walls. */
const FEWEST = 21;

/** Bars by day, a row for each series; all rows share a scale, so that heights compare across them. */
export function DayBars({ days, series }: DayBarsProps): ReactNode {
  const most = Math.max(1, ...series.flatMap((row) => row.values));
  const wide = 100 / Math.max(days.length, FEWEST);
  const labelled = labelledDays(days.length);
  return (
    <div className={css.rows} aria-hidden="true">
      {series.map(({ title, values }) => (
        <div key={title} className={css.row}>
          <span className={css.rowTitle}>{title}</span>
          <svg width="100%" height={TOP + HEIGHT + 1} aria-hidden="true">
            <line x1="0" x2="100%" y1={TOP + HEIGHT + 0.5} y2={TOP + HEIGHT + 0.5} className={css.axis} />
            {values.map((value, at) => {
              const height = (value / most) * HEIGHT;
              return value > 0 ? (
                <rect
                  key={days[at]}
                  x={`${at * wide + wide * 0.12}%`}
                  width={`${wide * 0.76}%`}
                  y={TOP + HEIGHT - height}
                  height={height}
                  className={css.solid}
                >
                  <title>{`${shortDay(days[at]!)}: ${formatNumber(value)}`}</title>
                </rect>
              ) : null;
            })}
            {peakOf(values).map((at) => (
              <text
                key={at}
                x={`${(at + 0.5) * wide}%`}
                y={TOP + HEIGHT - (values[at]! / most) * HEIGHT - 3}
                textAnchor={at === 0 ? "start" : "middle"}
                className={css.label}
              >
                {formatNumber(values[at]!)}
              </text>
            ))}
          </svg>
        </div>
      ))}
      <div className={css.row}>
        <span className={css.rowTitle} />
        <svg width="100%" height={16} aria-hidden="true">
          {labelled.map((at) => (
            <text
              key={at}
              x={`${(at + (at === 0 ? 0.12 : 0.5)) * wide}%`}
              y={12}
              textAnchor={
                at === 0 ? "start" : at === days.length - 1 && days.length >= FEWEST ? "end" : "middle"
              }
              className={css.label}
            >
              {shortDay(days[at]!)}
            </text>
          ))}
        </svg>
      </div>
    </div>
  );
}

/** The days from the first to the last, those without work included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= Date.parse(`${last}T00:00:00Z`); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** A calendar day in a few letters; it has no time zone. */
export function shortDay(day: string): string {
  return new Intl.DateTimeFormat(formatLocale(), { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** Only the highest bar carries its number; the others are read against it, or in the table. */
function peakOf(values: readonly number[]): number[] {
  const most = Math.max(...values, 0);
  return most > 0 ? [values.indexOf(most)] : [];
}

function labelledDays(count: number): number[] {
  if (count === 0) return [];
  return count < 4 ? [0] : [...new Set([0, Math.floor((count - 1) / 2), count - 1])];
}
