import { type ReactNode, useState } from "react";
import type { MyRule } from "#contract/reports.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import { Exercise } from "./exercise.tsx";
import { Share } from "./figures.tsx";
import css from "./rules.module.css";
import { t } from "./words.ts";

/** What a person's returned answers broke, by the text of each rule, with its examples to practise on. */
export function MyRulesPage({ project }: { project: string }): ReactNode {
  const mine = useRead("reports", "myRules", { params: { project } });
  return (
    <ProjectPage project={project}>
      {() => {
        if (!mine.data) {
          if (!mine.error) return <Loading />;
          return <ErrorState error={mine.error} onRetry={() => void mine.refetch()} />;
        }
        if (mine.data.rows.length === 0)
          return (
            <EmptyState icon="check" title={t("rules.mine.none")}>
              {t("rules.mine.noneHelp")}
            </EmptyState>
          );
        return (
          <>
            <p className={css.muted}>{t("rules.mine.help")}</p>
            {mine.data.rows.map((row) => (
              <Mine key={row.rule} project={project} row={row} />
            ))}
          </>
        );
      }}
    </ProjectPage>
  );
}

function Mine({ project, row }: { project: string; row: MyRule }): ReactNode {
  const { rule, number, title, broken, examples, periods } = row;
  const [practising, setPractising] = useState(false);
  return (
    <Section title={`${number} ${title}`}>
      <p>{t("rules.mine.returned", { count: broken })}</p>
      <ul className={css.periods} aria-label={t("rules.mine.answers")}>
        {periods
          .filter(({ judged }) => judged > 0)
          .map((period) => (
            <li key={period.from}>
              {t(period.from === period.to ? "rules.mine.periodOne" : "rules.mine.period", {
                ...{ from: period.from, to: period.to, broken: period.broken, judged: period.judged },
              })}{" "}
              <Share share={period.share} />
            </li>
          ))}
      </ul>
      {examples > 0 && (
        <div>
          <Button small aria-expanded={practising} onClick={() => setPractising(!practising)}>
            {t("rules.practice")}
          </Button>
        </div>
      )}
      {practising && <Exercise project={project} rule={rule} />}
    </Section>
  );
}
