import { checkAnswer } from "#kinds/answer.ts";
import type { AskedOf } from "#kinds/index.ts";
import { said } from "../../../ui/messages/index.ts";
import type { Held } from "../keeping/held.ts";
import { same } from "../keeping/merge-drafts.ts";
import { t } from "../words.ts";

/** The four decisions. */
export const DECISIONS = ["accept", "fix", "return", "reject"] as const;

/** What keeps a decision from being sent. */
export interface VerdictProblem {
  at: "decision" | "reason" | "fix";
  text: string;
  question?: string;
}

/** Why a decision cannot be sent yet; null where it can. */
export function problemOf({ verdict, body, form, assignment }: Held, shape: AskedOf): VerdictProblem | null {
  const { decision, reason } = verdict;
  if (!decision) return { at: "decision", text: t("work.review.choose") };
  if ((decision === "return" || decision === "reject") && reason.trim() === "") {
    return { at: "reason", text: t("work.review.reasonNeeded") };
  }
  if (decision !== "fix") return null;
  if (same(body, assignment.subject?.body)) return { at: "fix", text: t("work.review.unchanged") };
  const gap = checkAnswer(form, body, shape).gaps[0];
  return gap ? { at: "fix", text: said(gap.message), question: gap.question } : null;
}
