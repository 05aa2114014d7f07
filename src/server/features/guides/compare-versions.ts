import type pg from "pg";
import {
  type ComparedEntry,
  compareVersions,
  type Descent,
  type EntryChange,
  type Hides,
  inReadingOrder,
  numberEntries,
} from "#guide/index.ts";
import { AppError } from "../../errors.ts";
import { readDraft } from "./read-draft.ts";
import { listVersionEntries } from "./versions.ts";

interface Place {
  org: string;
  guide: string;
}

/**
 * What changed from one version of a guide to a later one, or to the draft.
 * @param from the version before `to` where it is left out; `to`: the draft where it is left out
 * @throws AppError not_found for a number that no version has
 */
export async function compareInGuide(
  pool: pg.Pool,
  place: Place,
  hides: Hides,
  { from, to }: { from?: number | undefined; to?: number | undefined },
): Promise<{ from: number | null; to: number | null; changes: EntryChange[] }> {
  const { org, guide } = place;
  const { rows: versions } = await pool.query<{ id: string; n: number }>(
    "select id, n from guide_version where guide_id = $1 and org_id = $2 order by n desc",
    [guide, org],
  );
  const named = (n: number | undefined) => {
    const found = versions.find((version) => version.n === n);
    if (n !== undefined && !found) throw new AppError("not_found");
    return found;
  };
  const later = named(to);
  const earlier = named(from) ?? versions.find(({ n }) => n < (later?.n ?? Number.POSITIVE_INFINITY));
  const lineage = await listLineage(pool, place);
  const before = earlier ? await listVersionEntries(pool, org, earlier.id, hides) : [];
  const after = later
    ? await listVersionEntries(pool, org, later.id, hides)
    : await draftAsVersion(pool, place, hides);
  return { from: earlier?.n ?? null, to: later?.n ?? null, changes: compareVersions(before, after, lineage) };
}

/** Which entries of a guide came from which, in the order of time. */
export async function listLineage(pool: pg.Pool, { org, guide }: Place): Promise<Descent[]> {
  const { rows } = await pool.query<Descent>(
    `select kind, from_entry as from, to_entry as to from guide_lineage
     where guide_id = $1 and org_id = $2 order by at, from_entry, to_entry`,
    [guide, org],
  );
  return rows;
}

/** The draft as it would be published. */
export async function draftAsVersion(
  pool: pg.Pool,
  { org, guide }: Place,
  hides: Hides,
): Promise<ComparedEntry[]> {
  const entries = await readDraft(pool, org, guide, hides);
  return asVersion(entries.filter(({ retired }) => retired === null));
}

/** An entry of a draft, whose number follows from its place. */
export type Unnumbered = Omit<ComparedEntry, "number"> & { position: number };

/** Entries of a draft as they would be published, in reading order and numbered. */
export function asVersion(entries: readonly Unnumbered[]): ComparedEntry[] {
  const live = inReadingOrder(entries);
  const numbers = numberEntries(live);
  return live.map(({ id, parent, content }) => ({ id, parent, content, number: numbers.get(id)! }));
}
