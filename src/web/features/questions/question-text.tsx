import type { ReactNode } from "react";
import type { Question } from "#contract/questions.ts";
import { Badge } from "../../ui/badge.tsx";
import css from "./questions.module.css";
import { kindTitle, stateTitle, t } from "./words.ts";

/** What was asked, in words. */
export function questionText({ text, kind }: Pick<Question, "text" | "kind">): string {
  if (text !== "") return text;
  return kind === "question" ? t("questions.erased") : kindTitle(kind);
}

const TONES = { open: "accent", answered: "good", merged: "neutral", declined: "neutral" } as const;

/** Where a question stands, and that it is late. */
export function QuestionBadges({ question }: { question: Question }): ReactNode {
  const { state, overdue, kind } = question;
  return (
    <span className={css.badges}>
      {overdue ? (
        <Badge tone="bad">{t("questions.overdue")}</Badge>
      ) : (
        <Badge tone={TONES[state]}>{stateTitle(state)}</Badge>
      )}
      {kind !== "question" && <Badge tone="warn">{kindTitle(kind)}</Badge>}
    </span>
  );
}

/** The rule that a question is about. */
export function aboutRule({ rule }: Pick<Question, "rule">): string {
  return rule ? `${rule.number} ${rule.title}`.trim() : t("questions.wholeGuide");
}
