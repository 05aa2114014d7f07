import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { idOf } from "../sample.case.ts";
import { readGuide } from "./index.ts";
import { missingWords } from "./words.case.ts";

const golden = join(process.env.GOLDEN_DIR ?? "../shared/golden", "guides");

function read(text: string) {
  let next = 1000;
  return readGuide("guide.md", new TextEncoder().encode(text), () => idOf(next++));
}

test.each([
  ["2025-02-12", 71, 168],
  ["2025-04-11", 71, 168],
  ["2025-09-12", 77, 186],
])("the guide of %s lands with every heading, example and word", async (date, headings, good) => {
  const text = readFileSync(join(golden, `guide-${date}.md`), "utf8");
  const guide = await read(text);
  const contents = guide.entries.map(({ content }) => content);
  const examples = contents.flatMap((content) => (content.kind === "rule" ? content.examples : []));
  expect(missingWords(text, guide)).toEqual([]);
  expect(contents.filter(({ kind }) => kind !== "term")).toHaveLength(headings);
  expect(contents.filter(({ kind }) => kind === "term").map(({ title }) => title)).toEqual(
    expect.arrayContaining(["Assistant", "Token", "User"]),
  );
  expect(examples.filter(({ verdict }) => verdict === "good")).toHaveLength(good);
  expect(examples.every(({ prompt }) => prompt !== "")).toBe(true);
});

test("tables, labels, comments and definitions become examples and terms; what they are labelled with is listed", async () => {
  const guide = await read(`# Honesty

## 4.1 Say what you know

Be plain.

| Good | Bad | Why |
| --- | --- | --- |
| I am not sure.<br>Ask a doctor. | It is X. | Sure of too much |

| Prompt | Answer | Verdict |
| --- | --- | --- |
| Is it safe? | Maybe. | ✓ |
| Is it sound? | Yes. | ✗ |

**Prompt:** Who won?

Good: Nobody knows yet.

**Don't:** I won.

<!-- BAD: rude -->

> Find out yourself.

Definition: "Hedge" means words that weaken a claim.

**Why:** Trust.

See 4.2.

## 4.2 Check

Twice.

## Glossary

| Term | Meaning | Avoid |
| --- | --- | --- |
| Claim | What is said | fact, truth |
`);
  const [rule, hedge, , , claim] = guide.entries.map(({ content }) => content);
  expect(rule).toMatchObject({
    title: "Say what you know",
    statement: "Be plain.\n\nSee 4.2.",
    why: "Trust.",
  });
  const examples = rule?.kind === "rule" ? rule.examples : [];
  expect(examples.map(({ verdict, prompt, response, why }) => [verdict, prompt, response, why])).toEqual([
    ["good", "", "I am not sure.\n\nAsk a doctor.", "Sure of too much"],
    ["bad", "", "It is X.", "Sure of too much"],
    ["good", "Is it safe?", "Maybe.", ""],
    ["bad", "Is it sound?", "Yes.", ""],
    ["good", "Who won?", "Nobody knows yet.", ""],
    ["bad", "Who won?", "I won.", ""],
    ["bad", "Who won?", "Find out yourself.", "rude"],
  ]);
  expect(hedge).toMatchObject({ kind: "term", title: "Hedge" });
  expect(claim).toMatchObject({ kind: "term", definition: "What is said", avoid: ["fact", "truth"] });
  expect(guide.references.map(({ text, to }) => [text, to === guide.entries[2]!.id])).toEqual([
    ["See 4.2", true],
  ]);
});

test("a file of ten thousand headings is refused in one sentence", async () => {
  await expect(read("# a\n\n".repeat(10_000))).rejects.toThrow(/10000 headings.*Split it/);
});
