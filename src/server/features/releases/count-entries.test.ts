import { expect, test } from "vitest";
import { buildEntry } from "#formats/export/build-entry.case.ts";
import { templates } from "#kinds/templates.ts";
import { EntryCounter } from "./count-entries.ts";

test("the first 200 sources are counted by name, those that follow together", () => {
  const counter = new EntryCounter();
  const none = { externalId: null, family: null, split: null, attributes: {}, notes: [] };
  for (let n = 0; n < 205; n++) {
    const item = { ...none, material: { prompt: [] }, hidden: { source: `source ${n}` } };
    counter.add(buildEntry(item, templates.demonstration.form, []));
  }
  const { sources, items } = counter.result();
  expect(items).toBe(205);
  expect(sources).toMatchObject({ "source 0": 1, "source 199": 1, others: 5 });
  expect(Object.keys(sources)).toHaveLength(201);
});
