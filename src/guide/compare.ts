import { z } from "zod";
import { canonical } from "#content/index.ts";
import { EntryContent } from "./entry.ts";
import { hunksBetween } from "./list-diff.ts";
import type { Placed } from "./outline.ts";

/** An entry in a version, as it is compared. */
export interface ComparedEntry extends Placed {
  number: string;
  content: EntryContent;
}

/** One entry that came from another one by a split, or took its place by a merge. */
export interface Descent {
  kind: "split" | "merged";
  from: string;
  to: string;
}

const Side = z.object({ number: z.string(), content: EntryContent });

/** What happened to an entry between two versions; several things may have. */
export const EntryChange = z.object({
  id: z.uuid(),
  /** `split`: new, from another entry. `merged`: another entry went into it. `retired`: also where it went into another. */
  kinds: z.array(z.enum(["new", "split", "merged", "reworded", "moved", "retired"])),
  before: Side.nullable(),
  after: Side.nullable(),
  /** The entries that it came from, or (retired) went into. */
  others: z.array(z.uuid()),
});
export type EntryChange = z.infer<typeof EntryChange>;
type ChangeKind = EntryChange["kinds"][number];

/**
 * What changed between two versions, in the order of the later one; what is gone comes last.
 * A changed number alone is no change: entries before it moved, not the entry.
 * @param before,after in reading order
 */
export function compareVersions(
  before: readonly ComparedEntry[],
  after: readonly ComparedEntry[],
  lineage: readonly Descent[],
): EntryChange[] {
  const [old, now] = [byId(before), byId(after)];
  const moved = movedEntries(before, after);
  const changes: EntryChange[] = [];
  for (const entry of after) {
    const was = old.get(entry.id);
    const came = lineage.filter(
      ({ kind, from, to }) => to === entry.id && (kind === "split" ? !was : old.has(from) && !now.has(from)),
    );
    const kinds: ChangeKind[] = [];
    if (!was) kinds.push(came.some(({ kind }) => kind === "split") ? "split" : "new");
    if (came.some(({ kind }) => kind === "merged")) kinds.push("merged");
    if (was && canonical(was.content) !== canonical(entry.content)) kinds.push("reworded");
    if (moved.has(entry.id)) kinds.push("moved");
    if (kinds.length > 0)
      changes.push(
        changeOf(
          entry.id,
          kinds,
          was,
          entry,
          came.map(({ from }) => from),
        ),
      );
  }
  for (const entry of before.filter(({ id }) => !now.has(id))) {
    const into = lineage.filter(
      ({ kind, from, to }) => kind === "merged" && from === entry.id && now.has(to),
    );
    changes.push(
      changeOf(
        entry.id,
        ["retired"],
        entry,
        undefined,
        into.map(({ to }) => to),
      ),
    );
  }
  return changes;
}

const byId = (entries: readonly ComparedEntry[]) => new Map(entries.map((entry) => [entry.id, entry]));
const sideOf = (entry: ComparedEntry | undefined) =>
  entry ? { number: entry.number, content: entry.content } : null;

function changeOf(
  id: string,
  kinds: ChangeKind[],
  before: ComparedEntry | undefined,
  after: ComparedEntry | undefined,
  others: string[],
): EntryChange {
  return { id, kinds, before: sideOf(before), after: sideOf(after), others: [...new Set(others)] };
}

/** Entries in another section than before, and the fewest whose moves explain the order of their siblings. */
function movedEntries(before: readonly ComparedEntry[], after: readonly ComparedEntry[]): Set<string> {
  const parents = new Map(before.map(({ id, parent }) => [id, parent]));
  const stayed = after.filter(({ id, parent }) => parents.has(id) && parents.get(id) === parent);
  const moved = new Set(
    after.filter(({ id, parent }) => parents.has(id) && parents.get(id) !== parent).map(({ id }) => id),
  );
  for (const section of new Set(stayed.map(({ parent }) => parent))) {
    const now = stayed.filter(({ parent }) => parent === section).map(({ id }) => id);
    const were = before.filter(({ id }) => now.includes(id)).map(({ id }) => id);
    for (const { put } of hunksBetween(were, now)) for (const id of put) moved.add(id);
  }
  return moved;
}
