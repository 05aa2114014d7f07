import type { ReactNode } from "react";
import type { FormVersion } from "#contract/forms.ts";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Section } from "../../ui/page.tsx";
import { Time } from "../../ui/time.tsx";
import css from "./forms.module.css";
import { t } from "./words.ts";

interface VersionListProps {
  project: string;
  /** The key of their form. */
  form: string;
  versions: readonly FormVersion[];
  /** The id of the version that new work uses. */
  current: string | null;
}

/** The published versions, newest first. */
export function VersionList({ project, form, versions, current }: VersionListProps): ReactNode {
  return (
    <Section title={t("forms.versions")}>
      {versions.length === 0 && <p className={css.muted}>{t("forms.versionsNone")}</p>}
      <ul className={css.versions}>
        {versions.map(({ id, n, by, at }) => (
          <li key={id}>
            <a href={hrefOf("/projects/:project/form/:version", { project, version: id }, { form })}>
              {t("forms.version", { n })}
            </a>{" "}
            {id === current && <Badge tone="good">{t("forms.current")}</Badge>}{" "}
            <span className={css.muted}>
              {t("forms.publishedBy", { name: by.name })}, <Time value={at} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
