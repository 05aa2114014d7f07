import type { ReactNode } from "react";
import { hrefOf } from "../../paths.ts";
import { LinkButton } from "../../ui/button.tsx";
import css from "./agreements.module.css";
import { useRead } from "./api.ts";
import { t } from "./words.ts";

/** The projects that open once something is signed; nothing where there are none. */
export function ToSignNote(): ReactNode {
  const owed = useRead("agreements", "mine").data?.owed ?? [];
  if (owed.length === 0) return null;
  return (
    <section className={css.notes} aria-labelledby="to-sign">
      <h2 id="to-sign">{t("agreements.note.title")}</h2>
      {owed.map(({ projectId, project, titles }) => (
        <div key={projectId} className={css.note}>
          <p dir="auto">
            <strong>{project}</strong>
            <span>{t("agreements.note.text", { titles: titles.join(", ") })}</span>
          </p>
          <LinkButton
            small
            look="primary"
            href={hrefOf("/projects/:project/sign", { project: projectId })}
            about={project}
          >
            {t("agreements.note.do")}
          </LinkButton>
        </div>
      ))}
    </section>
  );
}
