import { boolean, assert as check, integer, property, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import {
  addChunk,
  encodeChunk,
  hasPosition,
  intersect,
  type PositionSet,
  setOf,
  sizeOf,
  subtract,
  walk,
} from "./position-set.ts";

const positions = (size: string) =>
  uniqueArray(integer({ min: 0, max: size === "dense" ? 9_000 : 2 ** 40 }), { maxLength: 900 });
const members = (set: PositionSet) => [...walk(set, { after: null, descending: false, run: 7 })].flat();

test.each(["dense", "sparse"])("%s sets agree with plain ones", (size) => {
  check(
    property(positions(size), positions(size), (a, b) => {
      const sorted = (list: number[]) => [...list].sort((x, y) => x - y);
      expect(members(setOf(a))).toEqual(sorted(a));
      expect(members(intersect([setOf(a), setOf(b)]))).toEqual(sorted(a.filter((x) => b.includes(x))));
      expect(members(subtract(setOf(a), setOf(b)))).toEqual(sorted(a.filter((x) => !b.includes(x))));
      expect(sizeOf(setOf(a))).toBe(a.length);
    }),
    { numRuns: 40 },
  );
});

test("a walk goes on behind a place, in either direction", () => {
  check(
    property(positions("dense"), integer({ min: -1, max: 9_001 }), boolean(), (a, after, descending) => {
      const expected = a
        .filter((x) => (descending ? x < after : x > after))
        .sort((x, y) => (descending ? y - x : x - y));
      expect([...walk(setOf(a), { after, descending, run: 50 })].flat()).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test("a stored chunk is the shorter of a list and a bitmap, and comes back the same", () => {
  for (const count of [0, 1, 511, 512, 8192]) {
    const [chunk, bytes] = [...setOf(Array.from({ length: count }, (_, n) => 3 * 8192 + n))][0] ?? [
      3,
      new Uint8Array(1024),
    ];
    const stored = encodeChunk(bytes);
    expect(stored.length).toBe(Math.min(count * 2, 1024));
    const back: PositionSet = new Map();
    addChunk(back, chunk, stored);
    expect(sizeOf(back)).toBe(count);
  }
});

test("a set knows its members and no others", () => {
  const set = setOf([5, 8200]);
  expect([4, 5, 8200, 99_999].map((position) => hasPosition(set, position))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
