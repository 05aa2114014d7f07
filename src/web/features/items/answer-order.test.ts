import { expect, test } from "vitest";
import type { AnswerVersion } from "#contract/items.ts";
import { drawnOrder, OWN, pageOrder, seenOrders } from "./answer-order.ts";

const answer = (name: string, shownOrder: number[]) =>
  ({ by: { id: name, name }, shownOrder }) as AnswerVersion;
const tara = answer("Tara", [2, 0, 1]);
const otto = answer("Otto", [0, 1, 2]);
const all = [tara, otto, answer("Rita", [2, 0, 1])];

test("orders are offered once, with everyone who saw them", () => {
  expect(seenOrders(all)).toEqual([
    { key: "2-0-1", names: ["Tara", "Rita"] },
    { key: "0-1-2", names: ["Otto"] },
  ]);
});

test("a page is drawn as the first author saw it, unless another order is asked for", () => {
  expect(pageOrder(all, 3, null)).toEqual({ order: [2, 0, 1], own: false });
  expect(pageOrder(all, 3, "0-1-2")).toEqual({ order: [0, 1, 2], own: false });
  expect(pageOrder(all, 3, "nonsense")).toEqual({ order: [2, 0, 1], own: false });
  expect(pageOrder(all, 3, OWN)).toEqual({ order: [0, 1, 2], own: true });
  expect(pageOrder([], 2, null)).toEqual({ order: [0, 1], own: true });
});

test("an author's letters are translated where the page has another order", () => {
  const asTara = pageOrder(all, 3, null);
  expect(drawnOrder(tara, asTara).differing).toEqual([]);
  // Otto's A is candidate 0, which stands second on Tara's page.
  expect(drawnOrder(otto, asTara).differing).toEqual([
    { theirs: "A", here: "B" },
    { theirs: "B", here: "C" },
    { theirs: "C", here: "A" },
  ]);
  expect([0, 1, 2].map(drawnOrder(tara, asTara).place)).toEqual([1, 2, 0]);
  expect([0, 1, 2].map(drawnOrder(otto, asTara).place)).toEqual([0, 1, 2]);
  const own = pageOrder(all, 3, OWN);
  expect([0, 1, 2].map(drawnOrder(tara, own).place)).toEqual([0, 1, 2]);
  expect(drawnOrder(tara, own).differing[0]).toEqual({ theirs: "A", here: "C" });
});
