import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { canonical, type Json } from "#content/index.ts";
import { defaultMapping, type Row, shapeNamed } from "#formats/import/index.ts";
import { readRecords } from "#formats/read/index.ts";
import { AnswerBody, askedQuestions, checkAnswer } from "#kinds/answer.ts";
import { Form } from "#kinds/form.ts";
import { countWords } from "#kinds/words.ts";
import { MarkdownRendered } from "#web/kinds/markdown-rendered.tsx";
import { WordDiffLines } from "#web/kinds/word-diff-lines.tsx";

/** Four times as much may take this many times as long: linear work stays below, quadratic work takes 16 times. */
const MOST = 6;
/** Shorter work is repeated, so that the clock can measure it. */
const MEASURABLE_MS = 5;
/** More rounds than the first are made only while the growth is in doubt. */
const ROUNDS = { fewest: 2, most: 8 };

/** A size, and how to prepare work of a size; what that gives back is measured. */
type Case = [n: number, prepare: (n: number) => () => unknown];

const times = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));
const keyed = (n: number, value: Json): Row => Object.fromEntries(times(n, (at) => [`key ${at}`, value]));
const chat = (n: number) =>
  times(n, (at) => ({ role: at % 2 ? "assistant" : "user", content: `Turn ${at}` }));

/** Reads a file that arrives in pieces. */
function reading(name: string, content: string | Buffer, piece = 16_384) {
  const bytes = Buffer.from(content as string);
  async function* source() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  return async () => {
    for await (const { records } of readRecords(source(), name)) void records;
  };
}

/** Recognises records and reads them into items, written out as they are stored. */
function parsing(rows: Row[], shape?: string) {
  return () => {
    const mapping = shape ? { shape, columns: {} } : defaultMapping(rows);
    return rows.flatMap(shapeNamed(mapping.shape)!.parser(mapping)).map(canonical);
  };
}

const rendering = (text: string) => () =>
  renderToStaticMarkup(createElement(MarkdownRendered, { text, under: 2 }));
const comparing = (before: string, after: string) => () =>
  renderToStaticMarkup(createElement(WordDiffLines, { before, after }));

/** A form whose second question depends on the first. */
function formOf(values: string[]): Form {
  const options = [
    { value: "a", label: "A" },
    { value: "b", label: "B" },
  ];
  const showIf = { question: "first", in: values };
  return Form.parse({
    fields: [],
    questions: [
      { name: "first", kind: "choice", title: "First", settings: { options, multiple: true } },
      { name: "second", kind: "text", title: "Second", showIf },
    ],
  });
}

const READERS: Record<string, Case> = {
  "CSV: equal column names": [100, (n) => reading("t.csv", times(n, () => "a").join())],
  "CSV: column names with numbers": [
    100,
    (n) => reading("t.csv", [...times(n / 2, (at) => `a (${at})`), ...times(n / 2, () => "a")].join()),
  ],
  "CSV: columns": [400, (n) => reading("t.csv", times(9, () => times(n, (at) => at).join()).join("\n"))],
  "CSV: rows": [4_000, (n) => reading("t.csv", `a,b\n${"1,2\n".repeat(n)}`)],
  "CSV: rows that do not fit": [4_000, (n) => reading("t.csv", `a,b\n${"1,2,3\n".repeat(n)}`)],
  "CSV: one quoted cell": [400_000, (n) => reading("t.csv", `a,b\n"${"x\n".repeat(n / 2)}",2`, 4_096)],
  "CSV: doubled quotes": [50_000, (n) => reading("t.csv", `a,b\n"${'""'.repeat(n)}",2`, 4_096)],
  "CSV: one unclosed quote": [1_000, (n) => reading("t.csv", `a,b\n"${"x\n".repeat(n)}`)],
  "CSV: unclosed quotes": [10_000, (n) => reading("t.csv", `a,b\n${'"x,2\n'.repeat(n)}"`)],
  "JSON lines: rows": [4_000, (n) => reading("t.jsonl", '{"a":1}\n'.repeat(n))],
  "JSON lines: keys": [200, (n) => reading("t.jsonl", `${JSON.stringify(keyed(n, 1))}\n`.repeat(5))],
  "JSON lines: one long line": [1_000_000, (n) => reading("t.jsonl", `{"a":"${"x".repeat(n)}"}`, 1_024)],
  "JSON lines: carriage returns, and bytes that are not UTF-8": [
    1_000,
    (n) => reading("t.jsonl", Buffer.from('{"a":"\xe9"}\r'.repeat(n), "latin1"), 1 << 20),
  ],
  "JSON lines: depth": [5_000, (n) => reading("t.jsonl", "[".repeat(n) + "]".repeat(n))],
  "JSON: elements": [4_000, (n) => reading("t.json", `[${times(n, () => '{"a":1}').join()}]`)],
  "JSON: one long element": [1_000_000, (n) => reading("t.json", `[{"a":"${"x".repeat(n)}"}]`, 1_024)],
  "JSON: depth": [100_000, (n) => reading("t.json", `[${'{"a":'.repeat(n)}`)],
  "JSON: characters that cannot be kept": [
    5_000,
    (n) => reading("t.json", JSON.stringify([{ a: keyed(n, "\0"), b: times(n, () => "\ud800") }])),
  ],
};

const SHAPES: Record<string, Case> = {
  columns: [200, (n) => parsing(times(20, () => ({ prompt: "a", ...keyed(n, "b") })))],
  "columns that mean the same": [
    400,
    (n) => parsing([Object.fromEntries(times(n, (at) => [`model${" ".repeat(at)}a`, "m"]))]),
  ],
  "a long column name": [10_000, (n) => parsing([{ prompt: "a", ["a_".repeat(n)]: 1 }])],
  rows: [400, (n) => parsing(times(n, (at) => ({ prompt: `Prompt ${at}`, response: "b" })))],
  turns: [400, (n) => parsing([{ messages: chat(n) }])],
  "turns of a pair": [400, (n) => parsing([{ chosen: chat(n), rejected: chat(n) }])],
  "turns of a transcript": [
    400,
    (n) => parsing([{ chosen: "\n\nHuman: a\n\nAssistant: b".repeat(n), rejected: " ".repeat(n) }]),
  ],
  "turns of a history": [
    400,
    (n) => parsing([{ instruction: "a", output: "b", history: times(n, () => ["a", "b"]) }]),
  ],
  "messages with parts": [
    400,
    (n) =>
      parsing([{ messages: [{ role: "user", content: times(n, () => ({ type: "text", text: "a" })) }] }]),
  ],
  "responses to a long prompt": [
    12,
    (n) => parsing([{ prompt: "a".repeat(n * 8_000), responses: times(n, (at) => `b${at}`) }]),
  ],
  "more responses than anybody compares": [
    1_000,
    (n) => () =>
      expect(parsing([{ prompt: "a", responses: times(n, (at) => `b${at}`) }])).toThrow("at most 200"),
  ],
  passages: [4_000, (n) => parsing([{ prompt: "a", context: times(n, () => "b") }])],
  "prompts of one record": [400, (n) => parsing([{ prompt: times(n, () => "a") }])],
  "examples of one record": [
    50,
    (n) => parsing([{ instruction: "a", instances: times(n, () => ({ input: "b", output: "c" })) }]),
  ],
  "Argilla answers": [
    400,
    (n) => parsing([{ fields: { prompt: "a" }, metadata: keyed(n, 1), responses: keyed(n, [{ value: 1 }]) }]),
  ],
  "Argilla answers in columns": [
    200,
    (n) => parsing([{ prompt: "a", ...Object.fromEntries(times(n, (at) => [`${at}.responses`, [1, 2]])) }]),
  ],
  "Label Studio annotations": [
    400,
    (n) => parsing([{ data: { prompt: "a" }, annotations: times(n, (id) => ({ id, result: [] })) }]),
  ],
  "replies of a tree": [
    400,
    (n) => {
      const reply = { text: "b", role: "assistant", replies: [] };
      const asks = { text: "a", role: "prompter", replies: [reply] };
      const replies = times(n, () => ({ ...reply, replies: [asks] })).slice(0, 150);
      const more = times(n, () => asks);
      const prompt = { text: "a", role: "prompter", replies: [...replies, { ...reply, replies: more }] };
      return parsing([{ message_tree_id: "t", prompt } as Row]);
    },
  ],
};

const KINDS: Record<string, Case> = {
  "conditions: values and choices": [
    250,
    (n) => {
      const form = formOf(times(n, (at) => `value ${at}`));
      const body = { first: times(n, (at) => `other ${at}`) };
      return () => askedQuestions(form, body, {});
    },
  ],
  "choices of an answer": [
    4_000,
    (n) => {
      const body = { first: times(n, () => "b") };
      return () => checkAnswer(formOf(["a"]), body, { candidates: 2, attributes: {} });
    },
  ],
  "keys of an answer": [1_000, (n) => () => AnswerBody.parse(keyed(n, [1]))],
  "depth of an answer": [
    100,
    (n) => {
      const deep = JSON.parse("[".repeat(n) + "]".repeat(n));
      return () => AnswerBody.parse({ deep });
    },
  ],
  "words of a text": [20_000, (n) => () => countWords("word ".repeat(n))],
  "one long word": [20_000, (n) => () => countWords("a.".repeat(n))],
  "words without spaces": [4_000, (n) => () => countWords("文字".repeat(n))],
};

/** Pieces of Markdown that are repeated to a size in characters. */
const PIECES = [
  ...[
    "*a_ ",
    "*a* ",
    "a* ",
    "**a *b ",
    "]",
    "[",
    "[a](",
    "[a][b]",
    "[a![b]",
    "![",
    "`a",
    "~a ",
    "<a ",
    "<!--",
  ],
  ...[
    "&amp;",
    "&",
    "a@",
    "www.a_",
    "\\",
    "a\n=\n",
    "a\n-\n",
    "|a|\n",
    "- a\n",
    "1. a\n",
    "> a\n",
    "[a]: b\n",
  ],
  ...["a\r", "word ", "word\n\n", "- [ ] a\n\n", "# a\n\n", "| a | b |\n", "```\na\n```\n"],
];
const PAGES: Record<string, Case> = Object.fromEntries(
  PIECES.map((piece): [string, Case] => [
    JSON.stringify(piece),
    [3_000, (n) => rendering(piece.repeat(n / piece.length))],
  ]),
);

const DIFFS: Record<string, Case> = {
  "equal words": [1_250, (n) => comparing("word ".repeat(n), "word ".repeat(n))],
  "other words": [
    2_000,
    (n) => comparing(times(n, (at) => `a${at}`).join(" "), times(n, (at) => `b${at}`).join(" ")),
  ],
  "other lines": [
    2_000,
    (n) => comparing(times(n, (at) => `a${at}`).join("\n"), times(n, (at) => `b${at}`).join("\n")),
  ],
  "one long word": [50_000, (n) => comparing("a".repeat(n), "b".repeat(n))],
  spaces: [10_000, (n) => comparing(" ".repeat(n), `${" ".repeat(n)}a`)],
};

describe.each(Object.entries({ READERS, SHAPES, KINDS, PAGES, DIFFS }))("%s", (_name, cases) => {
  test.each(Object.entries(cases))("%s", async (_case, [n, prepare]) => {
    expect(await growthOf(n, prepare)).toBeLessThan(MOST);
  });
});

test("work that grows with the square is seen", async () => {
  const squared = (n: number) => () => {
    let count = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) count += (i ^ j) & 1;
    return count;
  };
  expect(await growthOf(1_000, squared)).toBeGreaterThan(MOST);
});

/**
 * How many times as long four times as much takes. Linear work can pass a step where it no longer fits a cache or is
 * collected twice, and another process can be in its way; so what looks steep is measured again, from the larger size on
 * and then from the first. Work that is not linear is steep each time.
 */
async function growthOf(...[n, prepare]: Case): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (const from of [n, 4 * n, n]) {
    if (least < MOST) break;
    least = Math.min(least, await growth(prepare(from), prepare(4 * from)));
  }
  return least;
}

/** How many times as long the second takes, by the least processor time of several rounds. */
async function growth(small: () => unknown, large: () => unknown): Promise<number> {
  await costOf(large, 1);
  const once = await costOf(small, 1);
  const repeats = Math.ceil(MEASURABLE_MS / Math.max(0.05, once));
  let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS.most; round++) {
    const steepness = most / least;
    if (round >= ROUNDS.fewest && (steepness < MOST || steepness > 2 * MOST)) break;
    least = Math.min(least, await costOf(small, repeats));
    most = Math.min(most, await costOf(large, repeats));
  }
  return most / least;
}

/** Milliseconds of processor time, whatever else the machine does. */
async function costOf(work: () => unknown, repeats: number): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < repeats; n++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
