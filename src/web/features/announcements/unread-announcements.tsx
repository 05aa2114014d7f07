import type { ReactNode } from "react";
import { Markdown } from "../../kinds/markdown.tsx";
import { hrefOf } from "../../paths.ts";
import { LinkButton } from "../../ui/button.tsx";
import { exactTime } from "../../ui/time.tsx";
import css from "./announcements.module.css";
import { useRead } from "./api.ts";
import { GotIt } from "./got-it.tsx";
import { t } from "./words.ts";

/** Longer texts are read on a page of their own. */
const SHORT = 700;

/** What was announced in a person's projects and they have not read yet; nothing where there is none. */
export function UnreadAnnouncements(): ReactNode {
  const rows = useRead("announcements", "mine", undefined, { every: 30_000 }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className={css.list} aria-labelledby="unread-announcements">
      <h2 id="unread-announcements" className={css.heading}>
        {t("announcements.unread")}
      </h2>
      {rows.map((row) => (
        <article key={row.id} className={css.paper}>
          <h3 dir="auto">{row.title}</h3>
          <p className={css.muted} dir="auto">
            {row.project} · {t("announcements.meta", { name: row.by.name, date: exactTime(row.at) })}
          </p>
          {row.text.length <= SHORT && (
            <div dir="auto">
              <Markdown text={row.text} under={3} />
            </div>
          )}
          <div className={css.end}>
            {row.text.length <= SHORT ? (
              <GotIt announcement={row} />
            ) : (
              <LinkButton
                small
                look="primary"
                href={hrefOf("/projects/:project/announcements", { project: row.projectId })}
                about={row.title}
              >
                {t("announcements.open")}
              </LinkButton>
            )}
          </div>
        </article>
      ))}
    </section>
  );
}
