import type { Change } from "../../db/change.ts";

/** The items of an import: its project, its id, and the positions of the first and the last of them. */
export interface ImportedItems {
  project: string;
  import: string;
  first: number;
  last: number;
}

const ITEMS = "project_id = $1 and import_id = $2 and position between $3 and $4 and org_id = $5";
const scopeOf = (tx: Change, of: ImportedItems) => [of.project, of.import, of.first, of.last, tx.org];

/** Locks the items of an import: whoever changes or discusses one is waited for, or waits and then finds none. */
export async function lockImported(tx: Change, of: ImportedItems): Promise<void> {
  await tx.client.query(`select from item where ${ITEMS} order by id for no key update`, scopeOf(tx, of));
}

/**
 * Removes the items of an import; their slots are removed before.
 * @returns how many there were
 */
export async function removeImported(tx: Change, of: ImportedItems): Promise<number> {
  const { rowCount } = await tx.client.query(`delete from item where ${ITEMS}`, scopeOf(tx, of));
  return rowCount ?? 0;
}
