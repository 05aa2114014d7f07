import type { ReactNode } from "react";
import type { PersonRef } from "#contract/entities.ts";
import type { DeskQuestion } from "#contract/questions.ts";
import { hrefOf } from "../../paths.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Select, TextInput } from "../../ui/field.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useChange } from "./api.ts";
import { DeclineForm, MergeForm } from "./close-forms.tsx";
import { aboutRule, QuestionBadges, questionText } from "./question-text.tsx";
import css from "./questions.module.css";
import { RuleForm } from "./rule-form.tsx";
import { t } from "./words.ts";

interface DetailsProps {
  guide: string;
  question: DeskQuestion;
  /** The other questions of the desk, to merge it into. */
  others: readonly DeskQuestion[];
  owners: readonly PersonRef[];
  mayRule: boolean;
}

/** A question with what it is about, who answers for it and by when, and its rulings. */
export function DeskDetails({ guide, question, others, owners, mayRule }: DetailsProps): ReactNode {
  const {
    projectId: project,
    n,
    by,
    at,
    itemId,
    reviews,
    state,
    reason,
    mergedInto,
    rule,
    example,
  } = question;
  return (
    <section className={css.details} aria-label={t("questions.numbered", { n })}>
      <h2>{t("questions.numbered", { n })}</h2>
      <p className={css.row}>
        <QuestionBadges question={question} />
        {by && <span className={css.muted}>{t("questions.askedBy", { name: by.name })}</span>}
        <Time value={at} />
      </p>
      <p className={css.asked} dir="auto">
        {questionText(question)}
      </p>
      <p>
        {rule ? (
          <a href={hrefOf("/projects/:project/guide", { project }, { entry: rule.id })} dir="auto">
            {aboutRule(question)}
          </a>
        ) : (
          <span className={css.muted}>{aboutRule(question)}</span>
        )}
      </p>
      {example && (
        <blockquote className={css.example} dir="auto">
          {example}
        </blockquote>
      )}
      {itemId && (
        <div>
          <LinkButton small href={hrefOf("/projects/:project/items/:item", { project, item: itemId })}>
            {t("questions.item")}
          </LinkButton>
        </div>
      )}
      {reviews.length > 0 && (
        <>
          <h3>{t("questions.reviews")}</h3>
          <ul className={css.reviews}>
            {reviews.map((review) => (
              <li key={review.id} dir="auto">
                <b>{t(`questions.reviewOf.${review.decision as "return"}`)}</b> {review.reason}{" "}
                <span className={css.muted}>
                  <Time value={review.at} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {mergedInto && <p className={css.muted}>{t("questions.mergedInto", { n: mergedInto.n })}</p>}
      {state === "declined" && <p dir="auto">{t("questions.declinedBecause", { reason })}</p>}
      {mayRule && state === "open" && <Responsible guide={guide} question={question} owners={owners} />}
      <RuleForm guide={guide} question={question} mayRule={mayRule && state !== "merged"} />
      {mayRule && state === "open" && (
        <details className={css.close}>
          <summary>{t("questions.more")}</summary>
          <MergeForm guide={guide} question={question} others={others} />
          <DeclineForm guide={guide} question={question} />
        </details>
      )}
    </section>
  );
}

/** Who answers for a question, and by when. */
function Responsible({
  guide,
  question: { id, owner, due },
  owners,
}: Pick<DetailsProps, "guide" | "question" | "owners">): ReactNode {
  const change = useChange("questions", "change");
  const set = (body: { owner?: string | null; due?: string }) =>
    change.mutate({ params: { guide, question: id }, body });
  return (
    <div className={css.pair}>
      <Select
        label={t("questions.owner")}
        value={owner?.id ?? ""}
        onChange={(event) => set({ owner: event.target.value || null })}
      >
        <option value="">{t("questions.ownerNone")}</option>
        {owners.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </Select>
      <TextInput
        label={t("questions.due")}
        type="date"
        value={due.slice(0, 10)}
        onChange={(event) => event.target.value && set({ due: `${event.target.value}T23:59:59.000Z` })}
      />
      <ErrorLine error={change.error} />
    </div>
  );
}
