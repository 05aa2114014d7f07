import { expect, test } from "vitest";
import type { Material } from "#content/index.ts";
import { type FieldName, fieldKind, fields } from "./index.ts";
import { templates } from "./templates.ts";

const material: Material = {
  prompt: [{ role: "user", content: "Sum up" }],
  context: [{ title: "Source", text: "A long story" }],
  fields: { audience: "children", tone: "" },
  tools: [{ name: "search" }],
  candidates: [{ messages: [{ role: "assistant", content: "One" }] }],
};
const read = (name: FieldName, settings: unknown, from: Material = material) => {
  const kind = fieldKind(name);
  return kind.read(kind.settings.parse(settings), from, { skill: "summarization", broken: { no: "value" } });
};

test("fields pick their part of an item", () => {
  expect(read("text", {})).toBe("Sum up");
  expect(read("markdown", { field: "audience" })).toBe("children");
  expect(read("details", {})).toEqual([{ name: "audience", text: "children" }]);
  expect(read("attributes", {})).toEqual([{ name: "skill", value: "summarization" }]);
  expect(read("attributes", { names: ["domain"] })).toBeNull();
});

test("a field without content is left out", () => {
  const bare: Material = { prompt: [] };
  for (const name of Object.keys(fields) as FieldName[]) {
    if (name !== "attributes") expect(read(name, {}, bare), name).toBeNull();
  }
});

test.each(["preference", "rating", "ranking"] as const)("the %s form shows every part of an item", (name) => {
  const shown = JSON.stringify(templates[name].form.fields.map((field) => read(field.kind, field.settings)));
  for (const part of ["Sum up", "A long story", "children", "search", "One", "summarization"]) {
    expect(shown).toContain(part);
  }
});
