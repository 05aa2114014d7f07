import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { closeRound } from "../work/index.ts";
import { lockJudging } from "./lock-judging.ts";

/**
 * Ends the blind phase. What was not handed in by then stays its author's draft.
 * @throws AppError not_found; conflict where it is revealed already
 */
export async function reveal(tx: Change, project: string, judging: string): Promise<void> {
  const { round, isClosed, isDrawn } = await lockJudging(tx, project, judging);
  if (isDrawn) throw new AppError("not_found");
  if (isClosed) throw new AppError("conflict", { message: "This calibration is revealed already." });
  await closeRound(tx, project, round);
  await tx.client.query(
    "update judging set closed_at = clock(), closed_by = $2 where id = $1 and org_id = $3 and project_id = $4",
    [judging, tx.agent, tx.org, project],
  );
  tx.event({ kind: "judging.closed", project, body: { judging, round } });
}
