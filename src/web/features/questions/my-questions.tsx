import type { ReactNode } from "react";
import type { Question } from "#contract/questions.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { aboutRule, QuestionBadges, questionText } from "./question-text.tsx";
import css from "./questions.module.css";
import { Since } from "./rulings.tsx";
import { t } from "./words.ts";

/** What someone has asked, and what was ruled. */
export function MyQuestions({
  rows,
  selected,
}: {
  rows: readonly Question[];
  selected: string | null;
}): ReactNode {
  if (rows.length === 0)
    return (
      <EmptyState icon="comment" title={t("questions.mineNone")}>
        {t("questions.mineNoneHelp")}
      </EmptyState>
    );
  return (
    <ul className={css.mine} aria-label={t("questions.mine")}>
      {rows.map((question) => (
        <li key={question.id} className={css.card} data-selected={question.id === selected}>
          <p className={css.row}>
            <QuestionBadges question={question} />
            <span className={css.muted} dir="auto">
              {aboutRule(question)}
            </span>
            <Time value={question.at} />
          </p>
          <p className={css.text} dir="auto">
            {questionText(question)}
          </p>
          <Outcome question={question} />
        </li>
      ))}
    </ul>
  );
}

function Outcome({ question: { rulings, state, reason, mergedInto } }: { question: Question }): ReactNode {
  const [ruling] = rulings;
  return (
    <>
      {mergedInto && !ruling && <p className={css.muted}>{t("questions.mergedInto", { n: mergedInto.n })}</p>}
      {state === "declined" && !ruling && <p dir="auto">{t("questions.declinedBecause", { reason })}</p>}
      {ruling && (
        <div className={css.ruling}>
          <Since since={ruling.since} />
          <Markdown text={ruling.text} />
        </div>
      )}
    </>
  );
}
