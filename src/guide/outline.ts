/** Where an entry stands: in a section, or (null) at the top. The list is in reading order, sections before what is in them. */
export interface Placed {
  id: string;
  parent: string | null;
}

/**
 * The number of each entry, as readers cite it: "4" for the fourth entry at the top, "4.2" for the second in it.
 * @param entries in reading order
 * @returns by id
 */
export function numberEntries(entries: readonly Placed[]): Map<string, string> {
  const numbers = new Map<string, string>();
  const counts = new Map<string | null, number>();
  for (const { id, parent } of entries) {
    const n = (counts.get(parent) ?? 0) + 1;
    counts.set(parent, n);
    const above = parent === null ? undefined : numbers.get(parent);
    numbers.set(id, above === undefined ? String(n) : `${above}.${n}`);
  }
  return numbers;
}

/**
 * Entries in reading order, from their places among siblings. What has an unknown parent, or is its own ancestor, is left out.
 * @param entries with a position that orders siblings; equal positions are ordered by id
 */
export function inReadingOrder<E extends Placed & { position: number }>(entries: readonly E[]): E[] {
  const children = new Map<string | null, E[]>();
  for (const entry of entries) {
    const siblings = children.get(entry.parent);
    if (siblings) siblings.push(entry);
    else children.set(entry.parent, [entry]);
  }
  // Backwards, since the last one on the stack is read next.
  const siblings = (parent: string | null) =>
    (children.get(parent) ?? []).sort(
      (one, other) => other.position - one.position || (one.id < other.id ? 1 : -1),
    );
  const ordered: E[] = [];
  const stack = siblings(null);
  while (stack.length > 0) {
    const entry = stack.pop()!;
    ordered.push(entry);
    stack.push(...siblings(entry.id));
  }
  return ordered;
}
