import type { ReactNode } from "react";
import { formatNumber } from "../../ui/messages/index.ts";
import { timeZone } from "../../ui/preferences.ts";
import { ErrorLine, Loading } from "../../ui/states.tsx";
import { dayText } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import css from "./home.module.css";
import { t } from "./words.ts";

/** What I did in the last seven days, as numbers and as a chart that is its own table. */
export function WeekPanel(): ReactNode {
  const week = useRead("home", "week", { query: { timeZone: timeZone() } });
  const data = week.data;
  const most = Math.max(1, ...(data?.days ?? []).map((day) => day.done));
  return (
    <section className={css.part} aria-labelledby="home-week">
      <h2 id="home-week">{t("home.week")}</h2>
      <ErrorLine error={data ? null : week.error} />
      {!data && !week.error && <Loading lines={6} />}
      {data && (
        <>
          <dl className={css.numbers}>
            {(["submitted", "reviewed", "accepted", "returned"] as const).map((name) => (
              <div key={name}>
                <dt>{t(`home.week.${name}`)}</dt>
                <dd>{formatNumber(data[name])}</dd>
              </div>
            ))}
            <div>
              <dt>{t("home.week.minutes")}</dt>
              <dd>{timeText(Math.round(data.activeMinutes))}</dd>
            </div>
          </dl>
          <table className={css.chart}>
            <caption className={css.caption}>{t("home.week.chart")}</caption>
            <tbody>
              {data.days.map(({ day, done }) => (
                <tr key={day}>
                  <th scope="row">{dayText(day)}</th>
                  <td>
                    <svg
                      className={css.bar}
                      viewBox="0 0 100 10"
                      preserveAspectRatio="none"
                      aria-hidden="true"
                    >
                      <rect width={(done / most) * 100} height={10} />
                    </svg>
                  </td>
                  <td>{formatNumber(done)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function timeText(minutes: number): string {
  if (minutes < 60) return t("home.week.short", { minutes });
  return t("home.week.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
