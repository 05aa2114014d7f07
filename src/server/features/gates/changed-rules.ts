import type pg from "pg";
import {
  type ComparedEntry,
  compareVersions,
  type Descent,
  type EntryChange,
  saysElse,
} from "#guide/index.ts";

type Client = pg.Pool | pg.ClientBase;

/**
 * What a later version says otherwise than an earlier one; entries that only moved are left out.
 * @param from null: nothing, so that everything is new
 */
export async function changesBetween(
  client: Client,
  org: string,
  { from, to }: { from: string | null; to: string },
): Promise<EntryChange[]> {
  const { rows: lineage } = await client.query<Descent>(
    `select kind, from_entry as "from", to_entry as "to" from guide_version_descent
     where org_id = $1 and version_id = $2 order by at, from_entry, to_entry`,
    [org, to],
  );
  const before = from === null ? [] : await entriesOf(client, org, from);
  return compareVersions(before, await entriesOf(client, org, to), lineage).filter(saysElse);
}

async function entriesOf(client: Client, org: string, version: string): Promise<ComparedEntry[]> {
  const { rows } = await client.query<ComparedEntry>(
    `select entry_id as id, number, parent_id as parent, content
     from guide_version_entry_text where version_id = $1 and org_id = $2 order by position`,
    [version, org],
  );
  return rows;
}
