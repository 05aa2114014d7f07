import { expect, test } from "vitest";
import { RuleContent } from "./index.ts";
import { mergeContent, mergeText } from "./merge.ts";

const rule = (over: Partial<RuleContent>) =>
  RuleContent.parse({ kind: "rule", title: "Be brief", statement: "One.\n\nTwo.\n\nThree.", ...over });

test("edits of different paragraphs merge, those of one exclude each other", () => {
  const base = "One.\n\nTwo.\n\nThree.";
  expect(mergeText(base, "One!\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree!")).toBe("One!\n\nTwo.\n\nThree!");
  expect(mergeText(base, "One!\n\nTwo.\n\nThree.", "One?\n\nTwo.\n\nThree.")).toBeUndefined();
  expect(mergeText(base, base, "Other")).toBe("Other");
  expect(mergeText(base, "One.\n\nThree.", "One.\n\nTwo!\n\nThree.")).toBeUndefined();
  expect(mergeText("One.", "One.\n\nAdded.", "One!")).toBe("One!\n\nAdded.");
  expect(mergeText("One.", "One.\n\nMine.", "One.\n\nTheirs.")).toBeUndefined();
  expect(mergeText(base, "Zero.\n\nOne.\n\nTwo.\n\nThree.", "One.\n\nTwo.")).toBe("Zero.\n\nOne.\n\nTwo.");
});

test("every paragraph that one person wrote and the other left alone is in the merged text", () => {
  const words = ["a", "b", "c", "d", "e", "f"];
  for (let mask = 0; mask < 64; mask++) {
    const mine = words.map((word, n) => (mask & (1 << n) ? `${word}-mine` : word));
    const theirs = words.map((word, n) => (mask & (1 << n) ? word : `${word}-theirs`));
    const expected = words.map((word, n) => `${word}-${mask & (1 << n) ? "mine" : "theirs"}`);
    expect(mergeText(words.join("\n\n"), mine.join("\n\n"), theirs.join("\n\n"))).toBe(expected.join("\n\n"));
  }
});

test("fields and examples of an entry merge on their own, and those that do not are named", () => {
  const example = (id: string, response: string) =>
    ({ id, verdict: "good", prompt: "", response, why: "", language: null, skill: "", item: null }) as const;
  const [x, y, z] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
    string,
    string,
    string,
  ];
  const base = rule({ examples: [example(x, "x"), example(y, "y")] });
  const mine = rule({ title: "Briefly", examples: [example(x, "x!"), example(y, "y"), example(z, "z")] });
  const theirs = rule({ severity: "minor", examples: [example(x, "x")] });
  expect(mergeContent(base, mine, theirs)).toEqual({
    content: rule({
      title: "Briefly",
      severity: "minor",
      examples: [example(x, "x!"), example(z, "z")],
    }),
  });
  expect(mergeContent(base, { ...mine, title: "A" }, { ...theirs, title: "B" })).toEqual({
    conflicts: ["title"],
  });
});
