import { expect, test } from "vitest";
import { sectionsOf } from "./guide-sections.ts";

test("a guide is cut before each heading, and not within code", () => {
  const guide = "Before all.\n\n# Tone\nBe plain.\n\n```sh\n# no heading\n```\n\n## Length\nShort.\n";
  expect(sectionsOf(guide)).toEqual([
    "Before all.",
    "# Tone\nBe plain.\n\n```sh\n# no heading\n```",
    "## Length\nShort.",
  ]);
  expect(sectionsOf("")).toEqual([]);
});
