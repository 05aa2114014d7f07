/**
 * A set of item positions: bitmaps of 8,192 positions each. A million items are 122 chunks of a kilobyte, so that
 * narrowing by several values at once, counting the result exactly and reading it from any place are all quick.
 */
export type PositionSet = Map<number, Uint8Array>;

export const CHUNK = 8192;
const BYTES = CHUNK / 8;

/** How many bits each byte has. */
const BITS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length);

export function setOf(positions: Iterable<number>): PositionSet {
  const set: PositionSet = new Map();
  for (const position of positions) addPosition(set, position);
  return set;
}

export function addPosition(set: PositionSet, position: number): void {
  const chunk = Math.floor(position / CHUNK);
  let members = set.get(chunk);
  if (!members) {
    members = new Uint8Array(BYTES);
    set.set(chunk, members);
  }
  const at = position % CHUNK;
  members[at >> 3]! |= 1 << (at & 7);
}

export function hasPosition(set: PositionSet, position: number): boolean {
  const at = position % CHUNK;
  return ((set.get(Math.floor(position / CHUNK))?.[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
}

/** What is in all of the sets. */
export function intersect(sets: readonly PositionSet[]): PositionSet {
  const [first, ...others] = [...sets].sort((a, b) => a.size - b.size);
  const result: PositionSet = new Map();
  for (const [chunk, members] of first ?? []) {
    if (!others.every((other) => other.has(chunk))) continue;
    const both = members.slice();
    for (const other of others) {
      const theirs = other.get(chunk)!;
      for (let byte = 0; byte < BYTES; byte++) both[byte]! &= theirs[byte]!;
    }
    result.set(chunk, both);
  }
  return result;
}

/** What is in `from` and not in `without`. */
export function subtract(from: PositionSet, without: PositionSet): PositionSet {
  const result: PositionSet = new Map();
  for (const [chunk, members] of from) {
    const left = members.slice();
    const theirs = without.get(chunk);
    if (theirs) for (let byte = 0; byte < BYTES; byte++) left[byte]! &= ~theirs[byte]!;
    result.set(chunk, left);
  }
  return result;
}

export function sizeOf(set: PositionSet): number {
  let size = 0;
  for (const members of set.values()) for (const byte of members) size += BITS[byte]!;
  return size;
}

/** Members behind `after`, in order, in runs of at most `run`. Descending: below `after`, highest first. */
export function* walk(
  set: PositionSet,
  options: { after: number | null; descending: boolean; run: number },
): Generator<number[]> {
  const { descending, run } = options;
  const after = options.after ?? (descending ? Number.POSITIVE_INFINITY : -1);
  const chunks = [...set.keys()].sort((a, b) => (descending ? b - a : a - b));
  let found: number[] = [];
  for (const chunk of chunks) {
    const base = chunk * CHUNK;
    if (descending ? base >= after : base + CHUNK - 1 <= after) continue;
    const members = decodeMembers(set.get(chunk)!, base);
    if (descending) members.reverse();
    for (const position of members) {
      if (descending ? position >= after : position <= after) continue;
      found.push(position);
      if (found.length === run) {
        yield found;
        found = [];
      }
    }
  }
  if (found.length > 0) yield found;
}

function decodeMembers(members: Uint8Array, base: number): number[] {
  const positions: number[] = [];
  for (let byte = 0; byte < BYTES; byte++) {
    const bits = members[byte]!;
    if (bits === 0) continue;
    for (let bit = 0; bit < 8; bit++) if (bits & (1 << bit)) positions.push(base + byte * 8 + bit);
  }
  return positions;
}

/** A chunk as it is stored: a bitmap, or two bytes for each member where that is shorter. */
export function encodeChunk(members: Uint8Array): Buffer {
  const positions = decodeMembers(members, 0);
  if (positions.length * 2 >= BYTES) return Buffer.from(members);
  const list = Buffer.alloc(positions.length * 2);
  positions.forEach((position, at) => {
    list.writeUInt16LE(position, at * 2);
  });
  return list;
}

/** Adds a stored chunk to a set. */
export function addChunk(set: PositionSet, chunk: number, stored: Buffer): void {
  if (stored.length === BYTES) {
    const members = set.get(chunk);
    if (!members) set.set(chunk, new Uint8Array(stored));
    else for (let byte = 0; byte < BYTES; byte++) members[byte]! |= stored[byte]!;
    return;
  }
  for (let at = 0; at < stored.length; at += 2) addPosition(set, chunk * CHUNK + stored.readUInt16LE(at));
}
