import type { Change } from "../../db/change.ts";

/** Makes a published form the one that work is handed out with from now on. */
export async function setFormVersion(tx: Change, project: string, version: string): Promise<void> {
  await tx.db.updateTable("project").set({ form_version_id: version }).where("id", "=", project).execute();
}
