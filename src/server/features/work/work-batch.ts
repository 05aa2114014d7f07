import type { Problem } from "#contract/entities.ts";
import type { Assignment, Submitted } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import type { StageKindName } from "#workflow/index.ts";
import { change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Services } from "../../services.ts";
import { claimWork } from "./claim-work.ts";
import { submitWork } from "./submit-answer.ts";

export interface Batch {
  submit: readonly { assignment: string; body: AnswerBody; confidence: number | null }[];
  /** How many to hold afterwards. */
  take: number;
  stage?: StageKindName | undefined;
}

interface SubmittedPiece {
  assignment: string;
  outcome: Submitted["outcome"] | null;
  problem: Problem | null;
}

/**
 * Work in batches, for programs: submits answers, each in a transaction of its own, and then takes pieces of work with
 * the same leases and rules as a person's. What is held already comes first, and what was submitted before is told, so
 * that a batch whose reply was lost is safe to repeat. Both doors lead here: the API, and `registerMachine`.
 */
export async function workBatch(
  { database }: Pick<Services, "database">,
  who: { agent: string; org: string; project: string },
  { submit, take, stage }: Batch,
): Promise<{ submitted: SubmittedPiece[]; assignments: Assignment[]; gate: number | null }> {
  const submitted: SubmittedPiece[] = [];
  for (const { assignment, body, confidence } of submit) {
    const submission = { project: who.project, assignment, body, confidence, spans: [] };
    try {
      const { outcome } = await change(database, who, (tx) => submitWork(tx, submission));
      submitted.push({ assignment, outcome, problem: null });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      submitted.push({ assignment, outcome: null, problem: error.problem });
    }
  }
  const assignments: Assignment[] = [];
  while (assignments.length < take) {
    const holding = assignments.map(({ id }) => id);
    const request = { ...who, holding, ahead: false, work: stage ?? null, most: take };
    const { assignment, gate } = await claimWork(database.pool, request);
    if (!assignment) return { submitted, assignments, gate };
    assignments.push(assignment);
  }
  return { submitted, assignments, gate: null };
}
