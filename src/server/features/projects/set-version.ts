import type { Change } from "../../db/change.ts";
import { setQueuesOpen } from "../work/index.ts";

/**
 * Makes a published guide or workflow the one that work is handed out with from now on; null: a guide without versions.
 * A first guide opens the work that needs one.
 */
export async function setVersion(
  tx: Change,
  project: string,
  of: "guide" | "workflow",
  version: string | null,
): Promise<void> {
  await tx.db
    .updateTable("project")
    .set({ [`${of}_version_id` as const]: version })
    .where("id", "=", project)
    .execute();
  if (of === "guide") await setQueuesOpen(tx, project);
}
