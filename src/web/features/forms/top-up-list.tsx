import type { ReactNode } from "react";
import { Section } from "../../ui/page.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import css from "./forms.module.css";
import { t } from "./words.ts";

/** What accepted answers are asked anew, and how far that is; nothing where nothing is. */
export function TopUpList({ project, form }: { project: string; form: string }): ReactNode {
  const read = useRead("forms", "topUps", { params: { project }, query: { form } });
  const rows = read.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t("forms.topUps")}>
      <ul className={css.versions}>
        {rows.map(({ id, version, openAt, waiting, inProgress, done }) => (
          <li key={id}>
            <strong>{t("forms.topUps.version", { n: version })}</strong>{" "}
            {t("forms.topUps.progress", { done, count: waiting + inProgress + done })}{" "}
            {waiting > 0 && (
              <span className={css.muted}>
                {t("forms.topUps.openAt")} <Time exact value={openAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
