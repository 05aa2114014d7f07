import type { Change } from "../../db/change.ts";

/** Blanks what a person wrote; the threads keep their shape. */
export async function eraseComments(tx: Change, person: string): Promise<void> {
  await tx.db.updateTable("comment").set({ text: "" }).where("agent_id", "=", person).execute();
}
