import { expect, test } from "vitest";
import type { Part } from "#content/index.ts";
import { templates } from "#kinds/templates.ts";
import { defaultMapping, type Imported, type Row, shapeNamed } from "../import/index.ts";
import { buildEntry, POLICY } from "./build-entry.case.ts";
import { csvLine, formatNamed, formats, tableColumns } from "./index.ts";

const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });

function importRow(row: Row): Imported {
  const mapping = defaultMapping([row]);
  return shapeNamed(mapping.shape)!.parser(mapping)(row)[0]!;
}
const pair = importRow({ prompt: "Hi", system: "Be kind.", chosen: "Good day.", rejected: "What?" });
const better = pair.hidden.judgements![0]!.better as number;
const choose = (choice: number | string) => ({ preference: { choice, strength: 2 } });
const form = templates.preference.form;
const rows = (format: string, bodies: object[], policy = {}, item = pair) =>
  formatNamed(format)!.rows(buildEntry(item, form, bodies as never), { ...POLICY, ...policy });
const pairRow = (chosen: string, rejected: string) => ({
  prompt: [{ role: "system", content: "Be kind." }, user("Hi")],
  chosen: [assistant(chosen)],
  rejected: [assistant(rejected)],
});

test("names are unique, and a form offers the formats that it can fill", () => {
  expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
  const fitting = (name: keyof typeof templates) =>
    formats.filter((f) => f.container === "jsonl" && f.fits(templates[name].form)).map((f) => f.name);
  expect(fitting("demonstration")).toEqual([
    ...["raw", "trl-language-modeling", "trl-prompt-completion", "trl-prompt-only", "openai-chat"],
  ]);
  expect(fitting("preference")).toEqual(["raw", "trl-preference", "trl-prompt-only", "openai-preference"]);
  expect(fitting("three_way_feedback")).toEqual(["raw", "trl-unpaired-preference", "trl-prompt-only"]);
});

test("a preference is the row of its side", () => {
  expect(rows("trl-preference", [choose(better)])).toEqual([pairRow("Good day.", "What?")]);
  expect(rows("trl-preference", [choose(1 - better)])).toEqual([pairRow("What?", "Good day.")]);
  expect(rows("openai-preference", [choose(better)])).toEqual([
    {
      input: { messages: [{ role: "system", content: "Be kind." }, user("Hi")] },
      preferred_output: [assistant("Good day.")],
      non_preferred_output: [assistant("What?")],
    },
  ]);
});

test("several answers: a majority, each, or the first; ties dropped or kept both ways", () => {
  const two = [choose(better), choose(1 - better)];
  const three = [...two, choose(better)];
  expect(rows("trl-preference", three)).toEqual([pairRow("Good day.", "What?")]);
  expect(rows("trl-preference", three, { answers: "each" })).toHaveLength(3);
  expect(rows("trl-preference", three.toReversed().slice(1), { answers: "first" })).toEqual([
    pairRow("What?", "Good day."),
  ]);
  expect(rows("trl-preference", two)).toEqual([]);
  expect(rows("trl-preference", two, { ties: "keep" })).toHaveLength(2);
  expect(rows("trl-preference", [choose("both_bad"), choose("both_bad")], { ties: "keep" })).toEqual([]);
});

test("a preference that was exported comes back as the same item and the same judgement", () => {
  for (const format of ["trl-preference", "openai-preference"]) {
    const again = importRow(rows(format, [choose(better)])[0]!);
    expect(again.material).toEqual(pair.material);
    expect(again.hidden.judgements).toEqual(pair.hidden.judgements);
  }
});

const tooled = importRow({
  messages: [
    user("What is the weather in Bergen?"),
    {
      role: "assistant",
      content: null,
      tool_calls: [{ function: { name: "weather", arguments: '{"city":"Bergen"}' } }],
    },
    { role: "tool", content: "rain" },
    assistant("Rain."),
    user("And tomorrow?"),
  ],
  tools: [{ name: "weather", parameters: {} }],
});

test("demonstrations: dialogues and completions with tools, for TRL and OpenAI, and back", () => {
  const entry = buildEntry(tooled, templates.demonstration.form, [
    { response: "Sun." },
    { response: "Sun." },
  ]);
  const trl = formatNamed("trl-language-modeling")!.rows(entry, POLICY);
  expect(trl).toHaveLength(1);
  expect(trl[0]).toMatchObject({
    messages: [
      user("What is the weather in Bergen?"),
      { tool_calls: [{ type: "function", function: { name: "weather", arguments: { city: "Bergen" } } }] },
      { role: "tool", content: "rain" },
      assistant("Rain."),
      user("And tomorrow?"),
      assistant("Sun."),
    ],
    tools: [{ type: "function", function: { name: "weather" } }],
  });
  const [openai] = formatNamed("openai-chat")!.rows(entry, { ...POLICY, answers: "each" });
  expect(openai!.messages).toMatchObject([
    {},
    { content: null, tool_calls: [{ id: "call_1", function: { arguments: '{"city":"Bergen"}' } }] },
    { tool_call_id: "call_1" },
    {},
    {},
    {},
  ]);
  const back = importRow(trl[0]!);
  expect(back.material.prompt).toEqual(tooled.material.prompt);
  expect(back.material.candidates).toEqual([{ messages: [assistant("Sun.")] }]);
});

test("images go out as parts, texts in parts as one text", () => {
  const image = { type: "image", uri: "https://a.example/b.png" } as const;
  const text = { type: "text", text: "Look" } as const;
  const written = (content: Part[]) => {
    const item = { ...tooled, material: { prompt: [{ role: "user" as const, content }] } };
    const [row] = formatNamed("openai-chat")!.rows(
      buildEntry(item, templates.demonstration.form, [{ response: "A cat." }]),
      POLICY,
    );
    return (row!.messages as { content: unknown }[])[0]!.content;
  };
  expect(written([text, image])).toEqual([text, { type: "image_url", image_url: { url: image.uri } }]);
  expect(written([text])).toBe("Look");
});

test("a source text stands before the prompt that speaks of it", () => {
  const item = importRow({ question: "Who rang?", context: "The bell rang twice." });
  const [row] = formatNamed("trl-prompt-only")!.rows(buildEntry(item, form, []), POLICY);
  expect(row).toEqual({ prompt: [user("The bell rang twice.\n\nWho rang?")] });
});

test("verdicts become labels, even ones none", () => {
  const feedback = templates.three_way_feedback.form;
  const item = importRow({ prompt: "Hi", completion: "Hello.", label: true });
  const format = formatNamed("trl-unpaired-preference")!;
  const labels = (...given: string[]) =>
    format
      .rows(
        buildEntry(
          item,
          feedback,
          given.map((value) => ({ feedback: value })),
        ),
        POLICY,
      )
      .map((row) => row.label);
  expect(labels("good", "bad", "good")).toEqual([true]);
  expect(labels("bad")).toEqual([false]);
  expect(labels("good", "bad")).toEqual([]);
  expect(labels("neutral")).toEqual([]);
  const bare = { ...item, material: { prompt: item.material.prompt } };
  expect(format.rows(buildEntry(bare, feedback, [{ feedback: "good" }]), POLICY)).toEqual([]);
});

test("the table has a row for each answer, and no cell that a spreadsheet would run", () => {
  const item = importRow({
    prompt: '=HYPERLINK("http://x.example")',
    chosen: "a",
    rejected: "b",
    language: "de",
  });
  const answers = [{ ...choose(1), reason: "@cmd\nsaid" }, choose("tie")];
  const [first] = formatNamed("csv")!.rows(buildEntry(item, form, answers as never), POLICY);
  expect(first).toMatchObject({
    "answer.preference": 1,
    "answer.preference.strength": 2,
    "attribute.language": "de",
  });
  const unanswered = formatNamed("csv")!.rows(buildEntry(item, form, []), POLICY);
  expect(unanswered).toMatchObject([{ "attribute.language": "de" }]);
  const line = csvLine([first!.prompt, first!["answer.reason"], -3, "-3", "\t=1", "＝1", "a;b", null]);
  expect(line).toBe(`"'=HYPERLINK(""http://x.example"")","'@cmd\nsaid",-3,'-3,"'\t=1",'＝1,"a;b",\r\n`);
  expect(tableColumns(new Set(["b", "item", "a"]), ["item", "prompt"])).toEqual(["item", "a", "b"]);
});

test("raw holds every vote and what is hidden, and nothing else does", () => {
  const [row] = rows("raw", [choose(0), choose(1)]);
  expect(row!.answers).toHaveLength(2);
  expect(JSON.stringify(row!.hidden)).toContain("chosen");
  for (const format of formats.filter(({ name }) => !name.startsWith("raw")))
    expect(JSON.stringify(format.rows(buildEntry(pair, form, [choose(0)] as never), POLICY))).not.toContain(
      '"judgements"',
    );
});
