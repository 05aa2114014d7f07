import type { Change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";

/**
 * Removes the items of an import and their open work, as long as nobody has met any of them.
 * @throws AppError not_found, conflict (it runs, or was taken back), worked_on
 */
export async function takeBackImport(tx: Change, project: string, id: string): Promise<string> {
  const row = await tx.db
    .selectFrom("import")
    .select(["state", "first_position", "last_position"])
    .where("id", "=", id)
    .where("project_id", "=", project)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  if (row.state !== "done" && row.state !== "failed") throw new AppError("conflict");
  const scope = [id, project, row.first_position ?? 0, row.last_position ?? -1];
  // Nobody can claim one of the items any more: a claim waits for these rows and then finds none.
  await tx.client.query(`select from slot where ${OF_IMPORT} order by id for update`, scope);
  const { rows } = await tx.client.query<{ worked: boolean }>(
    `select exists (select from slot where ${OF_IMPORT} and (state <> 0 or assignment_id is not null))
       or exists (select from participation where ${OF_IMPORT}) as worked`,
    scope,
  );
  if (rows[0]!.worked) throw new AppError("worked_on");
  await tx.client.query(`delete from slot where ${OF_IMPORT}`, scope);
  await tx.client.query(`delete from item_state where ${OF_IMPORT}`, scope);
  const { rowCount } = await tx.client.query(
    `delete from item where import_id = $1 and project_id = $2 and position between $3 and $4`,
    scope,
  );
  await tx.client.query("update import set state = 'taken-back' where id = $1", [id]);
  tx.event({ kind: "import.taken-back", project, body: { import: id, removed: rowCount } });
  return id;
}

const OF_IMPORT = `item_id in (select i.id from item i
  where i.import_id = $1 and i.project_id = $2 and i.position between $3 and $4)`;
