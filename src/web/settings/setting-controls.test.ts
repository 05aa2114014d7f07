import { expect, test } from "vitest";
import { fields, questions } from "#kinds/index.ts";
import { settingsOf } from "./setting-controls.ts";

test("every setting of every kind has a control", () => {
  for (const kind of [...Object.values(questions), ...Object.values(fields)]) {
    expect(() => settingsOf(kind.settings)).not.toThrow();
  }
  const options = settingsOf(questions.choice.settings)[0]?.control;
  expect(options?.type === "rows" && options.columns.map((c) => [c.name, c.control.type])).toEqual([
    ["value", "line"],
    ["label", "line"],
    ["verdict", "choice"],
  ]);
});
