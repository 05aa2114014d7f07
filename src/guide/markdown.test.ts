import { expect, test } from "vitest";
import { EntryContent, type WrittenEntry, writeMarkdown } from "./index.ts";

const [STYLE, LISTS, TOKEN, GOOD] = ["1", "2", "3", "4"].map(
  (n) => `00000000-0000-4000-8000-00000000000${n}`,
);

const entry = (id: string, parent: string | null, content: object): WrittenEntry => ({
  id,
  parent,
  content: EntryContent.parse(content),
});

test("a guide is written with its numbers, ids, labels and examples", () => {
  const examples = [
    { id: GOOD, verdict: "good", prompt: "Name two.", response: "- a\n- b", language: "de", skill: "law" },
    { id: STYLE, verdict: "bad", response: "A, b" },
  ];
  const entries = [
    entry(STYLE!, null, { kind: "section", title: "Style", definition: "How it looks." }),
    entry(LISTS!, STYLE!, {
      kind: "rule",
      title: "Keep *lists* short",
      statement: "At most five:\n\n```\n- one",
      isNot: "A ban on lists.",
      why: "- they tire",
      severity: "critical",
      policy: { topic: "Weapons", useCase: "Chat", stance: "with-care" },
      examples,
    }),
    entry(TOKEN!, null, { kind: "term", title: "Token", definition: "A piece of a word.", avoid: ["word"] }),
  ];
  expect(writeMarkdown(entries, { title: "Guide" })).toBe(`# Guide

## 1 Style <!-- section ${STYLE} -->

How it looks.

### 1.1 Keep \\*lists\\* short <!-- rule ${LISTS} -->

At most five:

\`\`\`
- one
\`\`\`

**Severity:** critical

**Policy:** Weapons × Chat: answer with care

**Is not:** A ban on lists.

**Why:**

- they tire

**Good example** (de · law) <!-- example ${GOOD} -->

> **Prompt:** Name two.
>
> **Response:**
>
> - a
> - b

**Bad example** <!-- example ${STYLE} -->

> A, b

## 2 Token <!-- term ${TOKEN} -->

A piece of a word.

**Avoid:** word
`);
  expect(writeMarkdown(entries.slice(0, 1), { markers: false })).toBe("# 1 Style\n\nHow it looks.\n");
});
