import { EntryContent, type WrittenEntry } from "./index.ts";

/** An id that is easy to tell from others. */
export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A small guide with everything that a file can say about its entries. */
export const sample: WrittenEntry[] = [
  { kind: "section", title: "Style of C#", definition: "See 1.2." },
  {
    kind: "rule",
    title: "Keep *lists* short",
    statement:
      "At most five:\n\n```\nindented\n  more\n```\n\n- one\n- two\n  - three\n\n| a | b |\n| - | - |\n| 1 | **2** |",
    isNot: "A ban on lists & tables.",
    why: "- they tire\n- they hide",
    whenInDoubt: "Write prose.\n\nShort [prose](https://a.test/).",
    severity: "critical",
    policy: { topic: "Weapons", useCase: "Chat", stance: "with-care" },
    examples: [
      {
        id: idOf(11),
        verdict: "good",
        prompt: "Name two.",
        response: "- a\n\n# b",
        language: "de",
        skill: "law",
      },
      { id: idOf(12), verdict: "bad", response: "**A**, b", why: "Prose." },
      { id: idOf(13), verdict: "borderline", response: "```\na\n```" },
    ],
  },
  { kind: "rule", title: "2 is company", statement: "" },
  { kind: "term", title: "Token", definition: "A piece of a word.", avoid: ["word", "bit"] },
].map((content, at) => ({
  id: idOf(at),
  parent: at === 0 ? null : idOf(0),
  content: EntryContent.parse(content),
}));
