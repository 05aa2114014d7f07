import { expect, test } from "vitest";
import { AWAY_AFTER, act, activeTime, FRESH, finish, leave } from "./time-spans.ts";

test("reading, writing and checking follow each other without gaps", () => {
  let state = act(FRESH, "read", 2_000);
  state = act(state, "write", 5_000);
  state = act(state, "write", 20_000);
  state = act(state, "check", 30_000);
  expect(finish(state, 31_500)).toEqual([
    { kind: "read", from: 0, ms: 5_000 },
    { kind: "write", from: 5_000, ms: 25_000 },
    { kind: "check", from: 30_000, ms: 1_500 },
  ]);
});

test("a silence counts as away from the last sign of life", () => {
  let state = act(FRESH, "write", 10_000);
  state = act(state, "write", 10_000 + AWAY_AFTER + 1);
  expect(finish(state, 80_000)).toEqual([
    { kind: "read", from: 0, ms: 10_000 },
    { kind: "away", from: 10_000, ms: AWAY_AFTER + 1 },
    { kind: "write", from: 70_001, ms: 9_999 },
  ]);
  expect(activeTime(state, 80_000)).toBe(19_999);
});

test("a hidden page is away at once, and what follows is work again", () => {
  let state = act(FRESH, "write", 1_000);
  state = leave(state, 3_000);
  state = act(state, "read", 9_000);
  expect(finish(state, 10_000)).toEqual([
    { kind: "read", from: 0, ms: 1_000 },
    { kind: "write", from: 1_000, ms: 2_000 },
    { kind: "away", from: 3_000, ms: 6_000 },
    { kind: "read", from: 9_000, ms: 1_000 },
  ]);
});

test("a work that was left open over night is not a night of work", () => {
  expect(activeTime(act(FRESH, "read", 4_000), 8 * 3600_000)).toBe(4_000);
});

test("however often a person changes between reading and writing, 500 spans hold the whole time", () => {
  let state = FRESH;
  for (let i = 1; i <= 1_200; i++) state = act(state, i % 2 ? "write" : "read", i * 1_000);
  const spans = finish(state, 1_201_000);
  expect(spans.length).toBe(500);
  expect(spans.reduce((sum, span) => sum + span.ms, 0)).toBe(1_201_000);
});
