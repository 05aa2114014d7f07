import type { Change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import { AppError } from "../../../errors.ts";

/**
 * Writes down that a person has looked through a guide.
 * @param seen the revision of the draft that they looked at
 * @throws AppError conflict where the draft has changed since
 */
export async function finishCheckIn(tx: Change, guide: string, seen: number): Promise<void> {
  const { rows } = await tx.client.query<{ rev: number }>(
    "select rev from guide where id = $1 and org_id = $2 for no key update",
    [guide, tx.org],
  );
  if (rows[0]?.rev !== seen)
    throw new AppError("conflict", {
      message: "The guide changed while you read. See what is new, then finish.",
    });
  const row = newId();
  await tx.client.query(
    "insert into guide_check_in (id, org_id, guide_id, rev, agent_id) values ($1, $2, $3, $4, $5)",
    [row, tx.org, guide, seen, tx.agent],
  );
  tx.event({ kind: "guide.checked-in", body: { guide, rev: seen, row } });
}
