import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { forgetFile } from "../../files/stored-files.ts";
import { blobOf } from "./upload-file.ts";

/**
 * Forgets a file that was uploaded and never imported; nothing came of it, so nothing is left of it.
 * @throws AppError not_found, conflict (it was started)
 */
export async function discardUpload(tx: Change, project: string, id: string): Promise<void> {
  const row = await tx.db
    .selectFrom("import")
    .select("state")
    .where("id", "=", id)
    .where("project_id", "=", project)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  if (row.state !== "uploaded") throw new AppError("conflict");
  await tx.db.deleteFrom("import").where("id", "=", id).where("project_id", "=", project).execute();
  await forgetFile(tx.client, tx.org, blobOf(id));
  tx.event({ kind: "import.discarded", project, body: { import: id } });
}
