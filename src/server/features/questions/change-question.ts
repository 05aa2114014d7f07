import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";
import { listWriters } from "../guides/index.ts";
import { lockQuestion } from "./desk.ts";

/**
 * Gives a question an owner, who gets a notice, or another due date.
 * @throws AppError not_found; invalid for an owner who may not rule
 */
export async function changeQuestion(
  tx: Change,
  caller: Caller,
  of: { guide: string; question: string },
  { owner, due }: { owner?: string | null | undefined; due?: string | undefined },
): Promise<void> {
  const { project } = await lockQuestion(tx, caller, of);
  if (
    owner &&
    (await listWriters(tx.client, { org: tx.org, guide: of.guide, project, person: owner })).length === 0
  )
    throw new AppError("invalid", {
      fields: { owner: "Only people who can rule on it can own a question." },
    });
  await tx.db
    .updateTable("desk_question")
    .set({ ...(owner !== undefined && { owner_id: owner }), ...(due && { due_at: due }) })
    .where("id", "=", of.question)
    .where("project_id", "=", project)
    .execute();
  tx.event({ kind: "question.changed", project, body: { question: of.question, owner: owner ?? null } });
}
