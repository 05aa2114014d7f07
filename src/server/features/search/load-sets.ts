import type pg from "pg";
import { ALL, ANSWER, ATTRIBUTE, AUTHOR, WORKED } from "./facets.ts";
import { addPosition, type PositionSet } from "./position-set.ts";
import { recentItems, recentWork } from "./recent.ts";
import { type Owner, readSets } from "./stored-sets.ts";

/** How much that is not in the stored sets yet a list looks at. */
export const MOST = 5_000;

/**
 * Sets as of now: what is stored and what has happened since.
 * @returns the sets, and whether all that has happened since is in them
 */
export async function loadSets(
  pool: pg.Pool,
  owner: Owner,
  facets: readonly string[],
): Promise<{ sets: Map<string, PositionSet>; complete: boolean }> {
  const wants = (...starts: string[]) =>
    facets.some((facet) => starts.some((start) => facet.startsWith(start)));
  // What is recent is read before what is stored: what moves from one to the other meanwhile is then seen twice.
  const recent = await Promise.all([
    ...(wants(ALL, ATTRIBUTE) ? [recentItems(pool, owner, MOST)] : []),
    ...(wants(WORKED, AUTHOR, ANSWER) ? [recentWork(pool, owner, MOST)] : []),
  ]);
  const sets = await readSets(pool, owner, facets);
  for (const { additions } of recent) {
    for (const facet of facets)
      for (const position of additions.get(facet) ?? []) addPosition(sets.get(facet)!, position);
  }
  return { sets, complete: !recent.some((part) => part.more) };
}
