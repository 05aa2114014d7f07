import { type ReactNode, useState } from "react";
import type { Json } from "#content/index.ts";
import type { Assignment } from "#contract/work.ts";
import { askedQuestions, checkAnswer, readQuestions } from "#kinds/answer.ts";
import type { AskedOf } from "#kinds/index.ts";
import { AnswerView, QuestionPanel } from "../../../kinds/question.tsx";
import { Button } from "../../../ui/button.tsx";
import { said } from "../../../ui/messages/index.ts";
import { Time } from "../../../ui/time.tsx";
import { type Held, languageOf } from "../keeping/held.ts";
import { same } from "../keeping/merge-drafts.ts";
import { t } from "../words.ts";
import css from "./review.module.css";

interface SubjectProps {
  held: Held;
  subject: NonNullable<Assignment["subject"]>;
  shape: AskedOf;
  tried: boolean;
  onFix: (name: string, value: Json | undefined) => void;
}

/** The answer under review: as it is, what changed since it came back, or under correction. */
export function ReviewSubject({ held, subject, shape, tried, onFix }: SubjectProps): ReactNode {
  const [changes, setChanges] = useState(Boolean(subject.earlier.at(-1)?.reason));
  const { form, verdict } = held;
  const earlier = subject.earlier.at(-1);
  const language = languageOf(held.assignment);
  const fixing = verdict.decision === "fix";
  const gaps = new Map(
    tried && fixing
      ? checkAnswer(form, held.body, shape).gaps.map((gap) => [gap.question, said(gap.message)])
      : [],
  );
  return (
    <section className={css.subject} aria-labelledby="review-answer">
      <header className={css.head}>
        <h2 id="review-answer">{t(fixing ? "work.review.yourFix" : "work.review.answer")}</h2>
        <span className={css.meta}>
          {t("work.review.version", { n: subject.n })} · <Time value={subject.at} />
        </span>
        {earlier && !fixing && (
          <Button small aria-pressed={changes} onClick={() => setChanges(!changes)}>
            {t(changes ? "work.hideChanges" : "work.showChanges")}
          </Button>
        )}
      </header>
      {earlier?.reason && (
        <p className={css.reason} dir="auto">
          {t("work.review.earlierReason", { reason: earlier.reason })}
        </p>
      )}
      {earlier && same(earlier.body, subject.body) && <p className={css.meta}>{t("work.review.same")}</p>}
      {fixing
        ? askedQuestions(form, held.body, shape.attributes).map((question) => (
            <QuestionPanel
              key={question.name}
              question={question}
              value={held.body[question.name]}
              shape={shape}
              onChange={onFix}
              gap={gaps.get(question.name)}
              language={language}
            />
          ))
        : readQuestions(form, subject.body, shape.attributes).map((question) => (
            <AnswerView
              key={question.name}
              question={question}
              value={subject.body[question.name]}
              before={changes ? earlier?.body[question.name] : undefined}
              shape={shape}
              language={language}
            />
          ))}
      {subject.confidence !== null && (
        <p className={css.meta}>
          {t("work.review.confidence", {
            confidence: t(`work.confidence.${subject.confidence as 1 | 2 | 3 | 4 | 5}`).toLocaleLowerCase(),
          })}
        </p>
      )}
    </section>
  );
}
