/** An entry of a draft, as far as signatures ask for it. */
interface Signable {
  id: string;
  parent: string | null;
  revision: string;
}

/** What was signed: each entry of a section at a revision, in order. */
export interface SignedSection<Capacity extends string> {
  section: string;
  capacity: Capacity;
  entries: readonly (readonly [entry: string, revision: string])[];
}

/** The entries of a section that nobody with a capacity has signed as they are now. */
export interface MissingSignature<Capacity extends string> {
  section: string;
  capacity: Capacity;
  entries: string[];
}

/**
 * A section with all that is in it, as it would be signed: each entry with its revision.
 * @param live in reading order
 */
export function toSign(live: readonly Signable[], section: string): [entry: string, revision: string][] {
  const within = new Set([section]);
  for (const { id, parent } of live) if (parent !== null && within.has(parent)) within.add(id);
  return live.filter(({ id }) => within.has(id)).map(({ id, revision }) => [id, revision]);
}

/**
 * What is not signed of the sections that must be. An edit asks for a new signature of the entry that it touched; an
 * entry that was added, removed or moved also asks for one of the section's own heading, which stands for its list.
 * @param live the entries that are in force, in reading order
 * @param demanded which capacities must sign which section
 */
export function missingSignatures<Capacity extends string>(
  live: readonly Signable[],
  demanded: readonly { section: string; capacities: readonly Capacity[] }[],
  signatures: readonly SignedSection<Capacity>[],
): MissingSignature<Capacity>[] {
  const signed = new Set(
    signatures.flatMap(({ capacity, entries }) =>
      entries.map(([entry, revision]) => `${capacity} ${entry} ${revision}`),
    ),
  );
  const lists = new Set(
    signatures.map(({ section, capacity, entries }) => `${capacity} ${listOf(section, entries)}`),
  );
  return demanded
    .filter(({ section }) => live.some(({ id }) => id === section))
    .flatMap(({ section, capacities }) => {
      const now = toSign(live, section);
      const isSigned = (capacity: Capacity, [entry, revision]: (typeof now)[number]) =>
        signed.has(`${capacity} ${entry} ${revision}`) &&
        (entry !== section || lists.has(`${capacity} ${listOf(section, now)}`));
      return capacities.map((capacity) => ({
        section,
        capacity,
        entries: now.filter((entry) => !isSigned(capacity, entry)).map(([id]) => id),
      }));
    })
    .filter(({ entries }) => entries.length > 0);
}

const listOf = (section: string, entries: SignedSection<string>["entries"]) =>
  [section, ...entries.map(([entry]) => entry)].join(" ");
