import type { ReactNode } from "react";
import { formatLocale } from "./messages/index.ts";
import { timeZone, usePreferences } from "./preferences.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A time as people say it ("3 hours ago", then the date), in the person's zone; the exact one on hover. */
export function Time({ value, exact }: { value: string; exact?: boolean }): ReactNode {
  usePreferences();
  const full = exactTime(value);
  return (
    <time dateTime={value} title={full}>
      {exact ? full : agoOf(new Date(value).getTime(), Date.now())}
    </time>
  );
}

/** Date and time to the second, with the zone. */
export function exactTime(value: string): string {
  return new Intl.DateTimeFormat(formatLocale(), {
    dateStyle: "medium",
    timeStyle: "long",
    timeZone: timeZone(),
  }).format(new Date(value));
}

/** A calendar day such as 2026-11-20, which belongs to no zone. */
export function dayText(day: string): string {
  const format = { month: "short", day: "numeric", weekday: "short", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(formatLocale(), format).format(new Date(`${day}T00:00:00Z`));
}

/** Both in milliseconds. Within a week it counts back, before that it gives the date. */
function agoOf(then: number, now: number): string {
  const relative = new Intl.RelativeTimeFormat(formatLocale(), { numeric: "auto" });
  const past = now - then;
  const size = Math.abs(past);
  if (size < MINUTE) return relative.format(0, "minute");
  if (size < HOUR) return relative.format(-Math.round(past / MINUTE), "minute");
  if (size < DAY) return relative.format(-Math.round(past / HOUR), "hour");
  if (size < 7 * DAY) return relative.format(-Math.round(past / DAY), "day");
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(formatLocale(), {
    day: "numeric",
    month: "short",
    ...(!sameYear && { year: "numeric" as const }),
    timeZone: timeZone(),
  }).format(new Date(then));
}
