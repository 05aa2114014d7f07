import type pg from "pg";
import { addChunk, addPosition, encodeChunk, type PositionSet } from "./position-set.ts";

/** Whose sets. */
export interface Owner {
  org: string;
  project: string;
}

/** Reads sets as they are stored; a facet that no item has is an empty set. */
export async function readSets(
  client: pg.Pool | pg.ClientBase,
  owner: Owner,
  facets: readonly string[],
): Promise<Map<string, PositionSet>> {
  const { rows } = await client.query<{ facet: string; chunk: number; members: Buffer }>({
    name: "item-sets",
    text: "select facet, chunk, members from item_set where project_id = $1 and org_id = $2 and facet = any($3)",
    values: [owner.project, owner.org, facets],
  });
  const sets = new Map<string, PositionSet>(facets.map((facet) => [facet, new Map()]));
  for (const row of rows) addChunk(sets.get(row.facet)!, row.chunk, row.members);
  return sets;
}

/**
 * Adds members to stored sets; adding twice is harmless. One process does this at a time.
 * @param added facet → positions
 */
export async function addToSets(
  client: pg.ClientBase,
  owner: Owner,
  added: ReadonlyMap<string, readonly number[]>,
): Promise<void> {
  const touched = new Map<string, PositionSet>();
  for (const [facet, positions] of added) {
    const set: PositionSet = new Map();
    for (const position of positions) addPosition(set, position);
    touched.set(facet, set);
  }
  const keys = [...touched].flatMap(([facet, set]) => [...set.keys()].map((chunk) => ({ facet, chunk })));
  if (keys.length === 0) return;
  const facets = keys.map((key) => key.facet);
  const chunks = keys.map((key) => key.chunk);
  const { rows } = await client.query<{ facet: string; chunk: number; members: Buffer }>(
    `select s.facet, s.chunk, s.members from unnest($3::text[], $4::int[]) k(facet, chunk)
     join item_set s on s.project_id = $1 and s.org_id = $2 and s.facet = k.facet and s.chunk = k.chunk`,
    [owner.project, owner.org, facets, chunks],
  );
  for (const row of rows) addChunk(touched.get(row.facet)!, row.chunk, row.members);
  await client.query(
    `insert into item_set (project_id, org_id, facet, chunk, members)
     select $1, $2, * from unnest($3::text[], $4::int[], $5::bytea[])
     on conflict (project_id, facet, chunk) do update set members = excluded.members
       where item_set.members <> excluded.members`,
    [
      owner.project,
      owner.org,
      facets,
      chunks,
      keys.map(({ facet, chunk }) => encodeChunk(touched.get(facet)!.get(chunk)!)),
    ],
  );
}
