import type pg from "pg";
import type { Check } from "./check.ts";

interface Item {
  position: string;
  attributes: Record<string, unknown>;
  authors: string[] | null;
  met: boolean;
}

const CHUNK = 8192;

/**
 * The sets by which lists are narrowed, counted again. What items have is exact up to where the index stands; what was
 * done with them follows later, so there the sets may hold less, and nothing else.
 */
export const itemSets: Check = {
  invariant: "I7",
  says: "the sets of items that have a value are a recount",
  async find(client) {
    const { rows: stray } = await client.query<{ what: string }>(STRAY);
    const wrong = stray.map(({ what }) => what);
    const { rows: indexed } = await client.query<{ id: string; position: string }>(
      "select project_id as id, position from item_index",
    );
    for (const { id, position } of indexed) {
      const stored = await readSets(client, id);
      const { rows: items } = await client.query<Item>(ITEMS, [id]);
      const { exact, most } = countAgain(items, Number(position));
      for (const facet of new Set([...stored.keys(), ...exact.keys()])) {
        const has = stored.get(facet) ?? new Set();
        const isExact = facet === "all" || facet.startsWith("a:");
        const may = (isExact ? exact.get(facet) : most.get(facet.replace(/^q:.*/s, "q:"))) ?? new Set();
        if ((isExact && has.size !== may.size) || [...has].some((at) => !may.has(at)))
          wrong.push(`${facet} in project ${id}`);
      }
    }
    return wrong.slice(0, 20);
  },
};

const STRAY = `
  select s.facet || ' in project ' || s.project_id as what from item_set s left join item_index x on x.project_id = s.project_id
  where x.org_id is distinct from s.org_id limit 20`;

const ITEMS = `
  select i.position, i.attributes, (select array_agg(a.agent_id) from answer a where a.item_id = i.id) as authors,
    exists (select from item_state st where st.item_id = i.id) as met
  from item i where i.project_id = $1`;

/** A stored set is a bitmap for each 8,192 positions or, where that is shorter, two bytes for each member. */
async function readSets(client: pg.Client, project: string): Promise<Map<string, Set<number>>> {
  const { rows } = await client.query<{ facet: string; chunk: number; members: Buffer }>(
    "select facet, chunk, members from item_set where project_id = $1",
    [project],
  );
  const sets = new Map<string, Set<number>>();
  for (const { facet, chunk, members } of rows) {
    const set = sets.get(facet) ?? new Set();
    sets.set(facet, set);
    if (members.length === CHUNK / 8) {
      for (let at = 0; at < CHUNK; at++) if (members[at >> 3]! & (1 << (at & 7))) set.add(chunk * CHUNK + at);
    } else
      for (let at = 0; at + 1 < members.length; at += 2) set.add(chunk * CHUNK + members.readUInt16LE(at));
  }
  return sets;
}

/** `exact` counts up to the position at which the index stands; `most` is what there is. */
function countAgain(items: readonly Item[], indexed: number) {
  const exact = new Map<string, Set<number>>();
  const most = new Map<string, Set<number>>();
  for (const { position, attributes, authors, met } of items) {
    const add = (to: typeof exact, facet: string) =>
      to.set(facet, (to.get(facet) ?? new Set()).add(Number(position)));
    if (Number(position) <= indexed) add(exact, "all");
    for (const [name, value] of Number(position) <= indexed ? Object.entries(attributes) : [])
      for (const one of Array.isArray(value) ? value : [value])
        if (one !== null && typeof one !== "object" && String(one).length <= 200)
          add(exact, `a:${name}:${one}`);
    if (met) add(most, "worked");
    for (const author of authors ?? []) add(most, `by:${author}`);
    if (authors) add(most, "q:");
  }
  return { exact, most };
}
