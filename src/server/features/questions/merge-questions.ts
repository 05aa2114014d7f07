import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";
import { lockQuestion } from "./desk.ts";

/**
 * Merges an open question into another one of its project, with those that were merged into it before.
 * @throws AppError not_found; conflict where either is not as it must be any more
 */
export async function mergeQuestions(
  tx: Change,
  caller: Caller,
  { guide, question }: { guide: string; question: string },
  into: string,
): Promise<void> {
  const lock = (id: string) => lockQuestion(tx, caller, { guide, question: id });
  // Always in the same order, so that two merges never wait for each other.
  const [first, second] = [question, into].sort() as [string, string];
  const locked = { [first]: await lock(first), [second]: await lock(second) };
  const [from, target] = [locked[question]!, locked[into]!];
  if (question === into || from.project !== target.project) throw new AppError("not_found");
  for (const [{ n, state }, states] of [
    [from, ["open"]],
    [target, ["open", "answered"]],
  ] as const)
    if (!(states as readonly string[]).includes(state))
      throw new AppError("conflict", { message: `Question ${n} is ${state} already.` });
  await tx.client.query(
    `update desk_question set state = 'merged', merged_into = $2
     where org_id = $3 and project_id = $4 and (id = $1 or merged_into = $1)`,
    [question, into, tx.org, from.project],
  );
  tx.event({ kind: "question.merged", project: from.project, body: { question, into } });
}
