import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { freeLeases, giveUpReturned, refreshAgent } from "../work/index.ts";

/**
 * Takes a person out of a project: their leases end, their work stays, and what was returned
 * to them is open to others.
 * @throws AppError not_found for somebody who takes no part
 */
export async function removeMember(tx: Change, project: string, person: string): Promise<void> {
  const removed = await tx.db
    .deleteFrom("membership")
    .where("project_id", "=", project)
    .where("person_id", "=", person)
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) throw new AppError("not_found");
  tx.event({ kind: "member.removed", project, body: { person } });
  await freeLeases(tx, project, { person });
  await giveUpReturned(tx, project, person);
  await refreshAgent(tx, person, project);
}
