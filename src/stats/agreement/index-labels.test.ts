import { expect, test } from "vitest";
import { indexLabels } from "./index-labels.ts";

test("labels by number: values ascend, items and raters keep their order", () => {
  const table = indexLabels([
    { item: "u", rater: "b", value: 10 },
    { item: "v", rater: "a", value: 9 },
    { item: "u", rater: "a", value: 100 },
  ]);
  expect(table).toMatchObject({ items: ["u", "v"], raters: ["b", "a"], values: [9, 10, 100] });
  expect([...table.value]).toEqual([1, 0, 2]);
  expect(indexLabels(table)).toBe(table);
  const missing = [{ item: "u", rater: "a", value: null }];
  expect(() => indexLabels(missing)).toThrow(expect.objectContaining({ code: "bad_value" }));
});
