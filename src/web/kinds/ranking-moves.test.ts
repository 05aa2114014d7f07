import fc from "fast-check";
import { expect, test } from "vitest";
import { join, joinLast, move, place, remove, unplaced } from "./ranking-moves.ts";

test("a candidate leaves a tie to a place of its own, and else passes its neighbour", () => {
  expect(move([[0, 1], [2]], 1, -1)).toEqual([[1], [0], [2]]);
  expect(move([[0, 1], [2]], 0, 1)).toEqual([[1], [0], [2]]);
  expect(move([[0], [1], [2]], 2, -1)).toEqual([[0], [2], [1]]);
  expect(move([[0], [1]], 0, -1)).toEqual([[0], [1]]);
});

test("ties are made with the place above", () => {
  expect(join([[0], [1], [2]], 1)).toEqual([[0, 1], [2]]);
  expect(join([[0], [1, 2]], 2)).toEqual([[0, 2], [1]]);
  expect(joinLast([[0], [1], [2]])).toEqual([[0], [1, 2]]);
});

test("no sequence of moves loses a response, doubles one or leaves an empty place", () => {
  const step = fc.record({
    verb: fc.constantFrom("place", "remove", "up", "down", "join", "joinLast"),
    candidate: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let tiers: number[][] = [];
      for (const { verb, candidate } of steps) {
        if (verb === "place") tiers = place(tiers, candidate);
        else if (verb === "remove") tiers = remove(tiers, candidate);
        else if (verb === "join") tiers = join(tiers, candidate);
        else if (verb === "joinLast") tiers = joinLast(tiers);
        else tiers = move(tiers, candidate, verb === "up" ? -1 : 1);
      }
      expect([...tiers.flat(), ...unplaced(tiers, 4)].sort()).toEqual([0, 1, 2, 3]);
      expect(tiers.every((tier) => tier.length > 0)).toBe(true);
    }),
  );
});
