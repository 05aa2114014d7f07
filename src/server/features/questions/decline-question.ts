import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";
import { lockQuestion } from "./desk.ts";

/**
 * Declines an open question; who asked it reads why.
 * @throws AppError not_found; conflict where it is not open any more
 */
export async function declineQuestion(
  tx: Change,
  caller: Caller,
  of: { guide: string; question: string },
  reason: string,
): Promise<void> {
  const { project, state, n } = await lockQuestion(tx, caller, of);
  if (state !== "open") throw new AppError("conflict", { message: `Question ${n} is ${state} already.` });
  await tx.db
    .updateTable("desk_question")
    .set({ state: "declined", reason })
    .where("id", "=", of.question)
    .where("project_id", "=", project)
    .execute();
  tx.event({ kind: "question.declined", project, body: { question: of.question } });
}
