import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";

export interface LockedJudging {
  id: string;
  round: number;
  version: string;
  isClosed: boolean;
  /** Whether it is a re-review. */
  isDrawn: boolean;
}

/**
 * A round of judging while something is decided about it: one thing at a time.
 * @throws AppError not_found
 */
export async function lockJudging(tx: Change, project: string, judging: string): Promise<LockedJudging> {
  const { rows } = await tx.client.query<LockedJudging>(
    `select id, round, version_id as version, closed_at is not null as "isClosed", drawn is not null as "isDrawn" from judging
     where id = $1 and project_id = $2 and org_id = $3 for update`,
    [judging, project, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0];
}
