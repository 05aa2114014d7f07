import type { Change } from "../../db/change.ts";

const OF_IMPORT = `org_id = $1 and item_id in (select i.id from item i
  where i.org_id = $1 and i.project_id = $2 and i.import_id = $3 and i.position between $4 and $5)`;

/**
 * Removes the slots of an import's items, as long as nobody has met any of the items.
 * @param positions the first and the last of the import's items
 * @returns whether they are removed
 */
export async function removeUntouched(
  tx: Change,
  project: string,
  importId: string,
  positions: { first: number; last: number },
): Promise<boolean> {
  const scope = [tx.org, project, importId, positions.first, positions.last];
  // Nobody can claim one of the items any more: a claim waits for these rows and then finds none.
  await tx.client.query(`select from slot where ${OF_IMPORT} order by id for update`, scope);
  const { rows } = await tx.client.query<{ met: boolean }>(
    `select exists (select from slot where ${OF_IMPORT} and (state <> 0 or assignment_id is not null))
       or exists (select from participation where ${OF_IMPORT}) as met`,
    scope,
  );
  if (rows[0]!.met) return false;
  await tx.client.query(`delete from slot where ${OF_IMPORT}`, scope);
  await tx.client.query(`delete from item_state where ${OF_IMPORT}`, scope);
  return true;
}
