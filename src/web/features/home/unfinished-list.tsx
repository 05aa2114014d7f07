import type { ReactNode } from "react";
import { withUnseen } from "../../kinds/unseen.tsx";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { ErrorLine, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import css from "./home.module.css";
import { t } from "./words.ts";

/** Drafts, parked work, and work that is still in one's hands: each goes on where it was. */
export function UnfinishedList(): ReactNode {
  const unfinished = useRead("home", "unfinished");
  return (
    <section className={css.part} aria-labelledby="home-unfinished">
      <h2 id="home-unfinished">{t("home.unfinished")}</h2>
      <ErrorLine error={unfinished.data ? null : unfinished.error} />
      {!unfinished.data && !unfinished.error && <Loading lines={2} />}
      {unfinished.data?.rows.length === 0 && <p className={css.muted}>{t("home.unfinished.none")}</p>}
      {unfinished.data && unfinished.data.rows.length > 0 && (
        <ul className={css.list}>
          {unfinished.data.rows.map((row) => {
            const excerpt = row.excerpt || t("home.unfinished.empty");
            const state = row.parked ? "parked" : row.held ? "held" : "ended";
            return (
              <li key={row.assignmentId} className={css.row}>
                <div className={css.main}>
                  <p className={css.excerpt} dir="auto">
                    {withUnseen(excerpt)}
                  </p>
                  <p className={css.meta}>
                    <span>{row.project}</span>
                    {row.savedAt && (
                      <span>
                        {t("home.unfinished.saved")} <Time value={row.savedAt} />
                      </span>
                    )}
                    <Badge tone={state === "ended" ? "warn" : "neutral"}>
                      {t(`home.unfinished.${state}`)}
                    </Badge>
                  </p>
                </div>
                <LinkButton
                  href={hrefOf(
                    "/projects/:project/work",
                    { project: row.projectId },
                    { assignment: row.assignmentId },
                  )}
                  about={excerpt.slice(0, 60)}
                >
                  {t("home.unfinished.continue")}
                </LinkButton>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
