import type pg from "pg";
import {
  type ComparedEntry,
  compareVersions,
  type Descent,
  type EntryChange,
  type Hides,
  maskEntries,
  saysElse,
} from "#guide/index.ts";

type Client = pg.Pool | pg.ClientBase;

/**
 * What a later version says otherwise than an earlier one, without what is hidden; entries that only moved are left out.
 * @param from null: nothing, so that everything is new
 */
export async function changesBetween(
  client: Client,
  org: string,
  { from, to }: { from: string | null; to: string },
  hides: Hides,
): Promise<EntryChange[]> {
  const { rows: lineage } = await client.query<Descent>(
    `select kind, from_entry as "from", to_entry as "to" from guide_version_descent
     where org_id = $1 and version_id = $2 order by at, from_entry, to_entry`,
    [org, to],
  );
  const before = from === null ? [] : maskEntries(await entriesOf(client, org, from), hides);
  const after = maskEntries(await entriesOf(client, org, to), hides);
  return compareVersions(before, after, lineage).filter(
    (change) => saysElse(change) && hides(change.id) === null,
  );
}

async function entriesOf(client: Client, org: string, version: string): Promise<ComparedEntry[]> {
  const { rows } = await client.query<ComparedEntry>(
    `select entry_id as id, number, parent_id as parent, content
     from guide_version_entry_text where version_id = $1 and org_id = $2 order by position`,
    [version, org],
  );
  return rows;
}
