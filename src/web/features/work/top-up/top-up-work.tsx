import { type ReactNode, useMemo } from "react";
import { AnswerView } from "../../../kinds/question.tsx";
import { languageOf, shapeOf } from "../keeping/held.ts";
import { AnswerWork } from "../stages/answer-work.tsx";
import css from "../stages/notices.module.css";
import type { StageProps } from "../stages/stage-props.ts";
import { askedForm } from "./asked-form.ts";
import { t } from "./words.ts";

/** What is new in a form, asked beside an answer that was accepted before it was. */
export function TopUpWork(props: StageProps): ReactNode {
  const { held } = props;
  const { assignment, form } = held;
  const before = assignment.subject!.body;
  const names = assignment.topUp!.questions;
  const asked = useMemo(
    () => ({ ...held, form: askedForm(form, names, before, assignment.attributes) }),
    [held, form, names, before, assignment.attributes],
  );
  const kept = form.questions.filter(({ name }) => before[name] !== undefined && !names.includes(name));
  return (
    <AnswerWork
      {...props}
      held={asked}
      notice={
        <section className={css.returned} aria-label={t("work.topUp.answer")}>
          <p>{t("work.topUp.notice")}</p>
          <h2>{t("work.topUp.answer")}</h2>
          {kept.map((question) => (
            <AnswerView
              key={question.name}
              question={question}
              value={before[question.name]}
              shape={shapeOf(assignment)}
              language={languageOf(assignment)}
            />
          ))}
        </section>
      }
    />
  );
}
