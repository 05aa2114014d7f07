import type { Change } from "../../db/change.ts";
import { lockReleases } from "../../db/locks.ts";
import { AppError } from "../../errors.ts";
import { forgetFile } from "../../files/stored-files.ts";
import { type ImportedItems, lockImported, removeImported } from "../items/index.ts";
import { removeUntouched } from "../work/index.ts";
import { blobOf } from "./upload-file.ts";

/**
 * Removes the items of an import and their open work, as long as nobody has met any of them, no release holds them,
 * and nobody talks about them.
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
  const items = { project, import: id, first: row.first_position ?? 0, last: row.last_position ?? -1 };
  // Whoever freezes a release, or changes or discusses items, is waited for here, or waits and then finds none. What
  // only refers to an item, as drafts and answers do, goes on: it goes with a slot, and those are locked later.
  await lockReleases(tx, project);
  await lockImported(tx, items);
  if (await isSpokenFor(tx, items)) throw new AppError("worked_on", { message: SPOKEN_FOR });
  if (!(await removeUntouched(tx, project, id, items))) throw new AppError("worked_on");
  const removed = await removeImported(tx, items);
  await tx.client.query(
    "update import set state = 'taken-back' where id = $1 and org_id = $2 and project_id = $3",
    [id, tx.org, project],
  );
  await forgetFile(tx.client, tx.org, blobOf(id));
  tx.event({ kind: "import.taken-back", project, body: { import: id, removed } });
}

const SPOKEN_FOR = "Its items are in a release, or somebody commented on them.";

async function isSpokenFor(tx: Change, items: ImportedItems): Promise<boolean> {
  const { rows } = await tx.client.query<{ so: boolean }>(
    `select exists (select from kept_item where project_id = $1 and org_id = $5 and item_id in (
       select id from item_now
       where project_id = $1 and import_id = $2 and position between $3 and $4 and org_id = $5)) as so`,
    [items.project, items.import, items.first, items.last, tx.org],
  );
  return rows[0]!.so;
}
