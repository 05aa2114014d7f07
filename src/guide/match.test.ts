import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EntryContent } from "./index.ts";
import { type Matchable, matchFile, proposedContent } from "./match.ts";
import { readGuide } from "./reading/index.ts";
import { idOf, sample } from "./sample.case.ts";

const golden = join(process.env.GOLDEN_DIR ?? "../shared/golden", "guides");

async function readVersion(name: string) {
  const { entries } = await readGuide(name, readFileSync(join(golden, name)), () => crypto.randomUUID());
  return entries;
}

const kindsOf = (guide: readonly Matchable[], file: readonly Matchable[]) =>
  matchFile(guide, file).map(({ kind, found, entry, others }) => [kind, found, entry, ...others]);

/** Titles that changed while most of the text stayed: proposed as renames, and taken by nobody but a person. */
const RENAMES = [
  "Do not reveal privileged information",
  "Consider uncertainty, state assumptions, and ask clarifying questions when appropriate",
  "Love humanity",
  "Be responsible",
  "When appropriate, be helpful when refusing",
];

test.each([
  ["guide-2025-02-12.md", "guide-2025-04-11.md", []],
  ["guide-2025-04-11.md", "guide-2025-09-12.md", RENAMES],
  ["guide-2025-02-12.md", "guide-2025-09-12.docx", RENAMES],
])(
  "from %s to %s every entry that survives is found again",
  async (before, after, renames) => {
    const [guide, file] = [await readVersion(before), await readVersion(after)];
    const proposals = matchFile(guide, file);
    // The files' own names for links say what is what; matching does not see them.
    const nameOf = new Map(guide.map(({ id, anchor }) => [id, anchor]));
    const names = new Set(nameOf.values());
    const pairs = proposals.filter(({ kind }) => kind !== "split" && kind !== "new");
    const entryOf = new Map(pairs.map(({ found, entry }) => [found, entry]));
    const lost = file.filter(
      ({ id, anchor }) =>
        anchor !== null && names.has(anchor) && nameOf.get(entryOf.get(id) ?? "") !== anchor,
    );
    expect(lost.map(({ anchor }) => anchor)).toEqual([]);
    const renamed = file.filter(({ id }) =>
      proposals.some(({ found, isRenamed }) => found === id && isRenamed),
    );
    expect(renamed.map(({ content }) => content.title)).toEqual(renames);
    expect(new Set(pairs.map(({ entry }) => entry)).size).toBe(pairs.length);
  },
  60_000,
);

test("the same guide in another format is the same", async () => {
  const [guide, file] = [
    await readVersion("guide-2025-02-12.docx"),
    await readVersion("guide-2025-02-12.md"),
  ];
  const kinds = matchFile(guide, file).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind !== "same" && kind !== "reworded")).toEqual([]);
}, 60_000);

const words = (seed: number, count = 60) =>
  Array.from({ length: count }, (_, n) => `w${seed}x${n}`).join(" ");
const rule = (n: number, statement: string, title = `Rule ${n}`): Matchable => ({
  id: idOf(n),
  parent: null,
  content: EntryContent.parse({ kind: "rule", title, statement }),
});

test("what was moved, split, merged, renamed, added and dropped is proposed as such", () => {
  const guide = [1, 2, 3, 4, 5, 6].map((n) => rule(n, words(n)));
  const file = [
    rule(13, words(3), "Rule 3"),
    rule(11, words(1), "Rule 1"),
    rule(12, words(2).split(" ").slice(0, 30).join(" "), "Rule 2"),
    rule(22, words(2).split(" ").slice(30).join(" "), "Rule 2b"),
    rule(14, `${words(4)} ${words(5)}`, "Rule 4"),
    rule(99, words(99), "Rule 99"),
  ];
  expect(kindsOf(guide, file)).toEqual([
    ["moved", idOf(13), idOf(3)],
    ["same", idOf(11), idOf(1)],
    ["reworded", idOf(12), idOf(2)],
    ["split", idOf(22), idOf(2)],
    ["merged", idOf(14), idOf(4), idOf(5)],
    ["new", idOf(99), null],
    ["gone", null, idOf(6)],
  ]);
  const [renamed] = matchFile(guide, [rule(11, words(1), "First of all")]);
  expect(renamed).toMatchObject({ kind: "reworded", entry: idOf(1), isRenamed: true });
  const [swapped] = matchFile(guide, [{ ...rule(2, words(1), "Rule 1") }]);
  expect(swapped).toMatchObject({ entry: idOf(2) }); // an id that the file carries counts before everything
});

test("a text from a file keeps what files do not hold", () => {
  const before = EntryContent.parse({ ...sample[1]!.content, owner: idOf(50), over: [idOf(2)] });
  const found = EntryContent.parse({
    kind: "rule",
    title: "Lists",
    statement: "Three.",
    examples: [{ id: idOf(60), verdict: "bad", response: "**A**, b" }],
  });
  expect(proposedContent(before, found)).toMatchObject({
    title: "Lists",
    statement: "Three.",
    severity: "critical",
    owner: idOf(50),
    over: [idOf(2)],
    examples: [{ id: idOf(12), verdict: "bad" }],
  });
});

test("a guide ten times as large takes about ten times as long", () => {
  const time = (count: number) => {
    const guide = Array.from({ length: count }, (_, n) => rule(n, words(n)));
    const file = guide.map(({ content }, n) =>
      rule(100_000 + n, (content as { statement: string }).statement.replace("w1", "x w1"), `New ${n}`),
    );
    const started = performance.now();
    matchFile(guide, file);
    return performance.now() - started;
  };
  time(500);
  const [small, large] = [Math.min(time(500), time(500)), time(5000)];
  expect(large / small).toBeLessThan(40);
});
