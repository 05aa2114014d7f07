import type { Change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";
import { removeUntouched } from "../work/index.ts";

/**
 * Removes the items of an import and their open work, as long as nobody has met any of them.
 * @throws AppError not_found, conflict (it runs, or was taken back), worked_on
 */
export async function takeBackImport(tx: Change, project: string, id: string): Promise<void> {
  const row = await tx.db
    .selectFrom("import")
    .select(["state", "first_position", "last_position"])
    .where("id", "=", id)
    .where("project_id", "=", project)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  if (row.state !== "done" && row.state !== "failed") throw new AppError("conflict");
  const items = { first: row.first_position ?? 0, last: row.last_position ?? -1 };
  if (!(await removeUntouched(tx, project, id, items))) throw new AppError("worked_on");
  const { rowCount } = await tx.client.query(
    `delete from item where import_id = $1 and project_id = $2 and position between $3 and $4 and org_id = $5`,
    [id, project, items.first, items.last, tx.org],
  );
  await tx.client.query("update import set state = 'taken-back' where id = $1 and org_id = $2", [id, tx.org]);
  tx.event({ kind: "import.taken-back", project, body: { import: id, removed: rowCount } });
}
