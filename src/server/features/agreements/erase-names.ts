import type { Change } from "../../db/change.ts";

/** Forgets the names that a person typed; that they signed, what and when is kept, under their number. */
export async function eraseNames(tx: Change, person: string): Promise<void> {
  await tx.db.deleteFrom("signed_name").where("person_id", "=", person).execute();
}
