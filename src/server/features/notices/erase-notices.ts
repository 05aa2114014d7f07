import type { Change } from "../../db/change.ts";

/** Forgets what a person was told. */
export async function eraseNotices(tx: Change, person: string): Promise<void> {
  await tx.db.deleteFrom("notice").where("person_id", "=", person).execute();
}
