import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";

/**
 * Notes that someone has read an announcement, once.
 * @throws AppError not_found for one that is not for them, is withdrawn or over
 */
export async function noteReading(tx: Change, project: string, announcement: string): Promise<void> {
  const { rowCount } = await tx.client.query(
    `select from announcement_for
     where announcement_id = $1 and project_id = $2 and org_id = $3 and person_id = $4 and in_force`,
    [announcement, project, tx.org, tx.agent],
  );
  if (rowCount === 0) throw new AppError("not_found");
  const reading = newId();
  const noted = await tx.client.query(
    `insert into announcement_reading (id, org_id, announcement_id, agent_id) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [reading, tx.org, announcement, tx.agent],
  );
  if (noted.rowCount === 1) tx.event({ kind: "announcement.read", project, body: { announcement, reading } });
}
