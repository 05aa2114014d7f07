import type { ReactNode } from "react";
import type { Waiting } from "#contract/work.ts";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import css from "./home.module.css";
import { t } from "./words.ts";

/** What waits, by project and stage; what came back stands first. The first one starts with Enter. */
export function WaitingList({ rows }: { rows: readonly Waiting[] }): ReactNode {
  const me = useRead("accounts", "me");
  const waiting = rows
    .filter((row) => row.open + row.returned + row.assigned > 0)
    .sort((a, b) => Number(b.returned + b.assigned > 0) - Number(a.returned + a.assigned > 0));
  if (waiting.length === 0) {
    const leads = me.data !== undefined && me.data.role !== "member";
    return (
      <EmptyState
        icon="check"
        title={t("home.waiting.none")}
        action={leads ? <LinkButton href="/projects">{t("home.waiting.projects")}</LinkButton> : undefined}
      >
        {t(leads ? "home.waiting.noneLead" : "home.waiting.noneHelp")}
      </EmptyState>
    );
  }
  return (
    <ul className={css.list}>
      {waiting.map((row, at) => (
        <li key={`${row.projectId} ${row.stage}`} className={css.row}>
          <div className={css.main}>
            <p className={css.name}>{row.project}</p>
            <p className={css.meta}>
              <span>{t(`home.waiting.${row.work}`)}</span>
              <span>{openText(row)}</span>
              {row.returned > 0 && (
                <Badge tone="warn">{t("home.waiting.returned", { count: row.returned })}</Badge>
              )}
              {row.assigned > 0 && (
                <Badge tone="accent">{t("home.waiting.assigned", { count: row.assigned })}</Badge>
              )}
            </p>
          </div>
          {rows.findIndex(({ projectId }) => projectId === row.projectId) === rows.indexOf(row) && (
            <LinkButton
              look="quiet"
              icon="comment"
              href={hrefOf("/projects/:project/questions", { project: row.projectId }, { ask: "1" })}
              about={row.project}
            >
              {t("home.waiting.ask")}
            </LinkButton>
          )}
          <LinkButton
            icon="play"
            look={at === 0 ? "primary" : "plain"}
            href={hrefOf("/projects/:project/work", { project: row.projectId }, { stage: row.work })}
            {...(at === 0 && { keys: "Enter" })}
            about={`${row.project}: ${t(`home.waiting.${row.work}`)}`}
          >
            {t("home.waiting.start")}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}

function openText({ work, open, openIsExact }: Waiting): string {
  return openIsExact
    ? t(`home.waiting.${work}.open`, { count: open })
    : t(`home.waiting.${work}.openAbout`, { count: open });
}
