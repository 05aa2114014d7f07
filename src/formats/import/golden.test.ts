import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Material } from "#content/index.ts";
import { readRecords, type SourceRecord } from "../read/index.ts";
import { defaultMapping, type Imported, shapeNamed } from "./index.ts";

const GOLDEN = process.env.GOLDEN_DIR ?? "../shared/golden";
const FIXTURES = join(import.meta.dirname, "fixtures");

async function importFile(path: string) {
  const records: SourceRecord[] = [];
  for await (const batch of readRecords(createReadStream(path), path)) {
    expect(batch.unread).toEqual([]);
    records.push(...batch.records);
  }
  const mapping = defaultMapping(records.slice(0, 100).map(({ value }) => value));
  const parse = shapeNamed(mapping.shape)!.parser(mapping);
  const items = records.flatMap(({ value, line }) => parse(value).map((item) => ({ ...item, line })));
  for (const item of items) Material.parse(item.material);
  return { mapping, items };
}

const roles = (item: Imported) => item.material.prompt.map(({ role }) => role);
const candidates = (item: Imported) => item.material.candidates?.length ?? 0;
const every = (items: Imported[], holds: (item: Imported) => boolean) =>
  items.filter((item) => !holds(item)).length;

describe.skipIf(!existsSync(GOLDEN))("published files (skipped: no golden data)", () => {
  test("HH: 2,312 pairs, nine of them odd and said so", async () => {
    const { mapping, items } = await importFile(join(GOLDEN, "data/hh-rlhf-harmless-base-test.jsonl.gz"));
    expect(mapping.columns).toEqual({ chosen: "chosen", rejected: "rejected" });
    expect(items).toHaveLength(2312);
    expect(every(items, (item) => candidates(item) === 2)).toBe(0);
    const odd = items.filter(({ notes }) => notes.length > 0);
    const counts = odd.reduce(
      (seen, { notes }) => seen.set(notes[0]!, (seen.get(notes[0]!) ?? 0) + 1),
      new Map(),
    );
    expect([...counts]).toEqual([
      ["the chosen response is empty", 4],
      ["the dialogues differ before their last turn; each response begins where they part", 5],
    ]);
    expect(odd.map(({ line }) => line)).toEqual([87, 517, 926, 1104, 1255, 1689, 1951, 1953, 2037]);
    expect(items[1254]!.material.candidates!.map(({ messages }) => messages.length).sort()).toEqual([1, 2]);
    const turns = items.map((item) => roles(item).filter((role) => role === "user").length);
    expect([Math.min(...turns), Math.max(...turns)]).toEqual([1, 18]);
    expect(every(items, (item) => item.material.prompt.at(-1)!.role === "user")).toBe(0);
    expect(items[0]!.material.prompt[0]).toEqual({
      role: "user",
      content: "what are some pranks with a pen i can do?",
    });
  });

  test("HH: which side was chosen is kept apart, and its place tells nothing", async () => {
    const { items } = await importFile(join(GOLDEN, "data/hh-rlhf-harmless-base-test.jsonl.gz"));
    const first = items.filter(({ hidden }) => hidden.judgements?.[0]?.better === 0).length;
    expect(Math.abs(first - items.length / 2)).toBeLessThan(3.3 * Math.sqrt(items.length / 4));
    expect(JSON.stringify(items.map(({ material }) => Object.keys(material)))).not.toMatch(
      /chosen|judgement/,
    );
    expect(items[0]!.hidden.candidates!.map(({ label }) => label).sort()).toEqual(["chosen", "rejected"]);
  });

  test("Open-Assistant: every answered prompt of the 100 trees, 641 ranks, no message lost", async () => {
    const { items } = await importFile(join(GOLDEN, "data/oasst-en-100-trees.jsonl.gz"));
    expect(new Set(items.map(({ family }) => family)).size).toBe(100);
    const unanswered = items.flatMap(
      ({ hidden }) => (hidden.metadata?.unanswered as unknown[] | undefined) ?? [],
    );
    expect(items.length + items.reduce((sum, item) => sum + candidates(item), 0) + unanswered.length).toBe(
      1167,
    );
    const ranks = items.flatMap(({ hidden }) => (hidden.judgements?.[0]?.ranks as (number | null)[]) ?? []);
    expect(ranks.filter((rank) => rank !== null)).toHaveLength(641);
    expect(JSON.stringify(items.map(({ material }) => material))).not.toContain("chip20b");
    expect(items.some(({ hidden }) => hidden.candidates?.[0]?.origin?.model === "chip20b")).toBe(true);
  });

  test.each([
    ["data/alpaca_en_demo.json", "alpaca", 999, 1],
    ["data/glaive_toolcall_en_demo.json", "sharegpt", 300, 1],
    ["data/kto_en_demo.json", "kto", 300, 1],
    ["data/v1_dpo_demo.jsonl", "dpo-v1", 10, 2],
    ["prompts/self-instruct-user-oriented.jsonl", "alpaca", 252, 1],
    ["prompts/mt-bench-questions.jsonl", "prompt-only", 80, 0],
    ["prompts/koala_test_set.jsonl", "prompt-only", 180, 0],
    ["prompts/xstest-prompts.csv", "prompt-only", 450, 0],
  ])("%s is %s: %i items with %i responses each", async (file, shape, count, responses) => {
    const { mapping, items } = await importFile(join(GOLDEN, file));
    expect(mapping.shape).toBe(shape);
    expect(items).toHaveLength(count);
    expect(every(items, (item) => candidates(item) === responses)).toBe(0);
    expect(
      every(items, (item) => item.notes.length === 0 && item.material.prompt.at(-1)?.role === "user"),
    ).toBe(0);
  });

  test("tool calls and tools are kept, parsed", async () => {
    const { items } = await importFile(join(GOLDEN, "data/glaive_toolcall_en_demo.json"));
    const messages = items.flatMap(({ material }) => [
      ...material.prompt,
      ...material.candidates!.flatMap((candidate) => candidate.messages),
    ]);
    const calls = messages.flatMap(({ toolCalls }) => toolCalls ?? []);
    expect(calls).toHaveLength(211);
    expect(calls[0]).toEqual({
      name: "search_recipes",
      arguments: { ingredients: ["chicken", "bell peppers", "rice"] },
    });
    expect(messages.filter(({ role }) => role === "tool")).toHaveLength(211);
    expect(items[0]!.material.tools).toMatchObject([{ name: "search_recipes" }]);
  });

  test("verdicts, labels and references stay hidden; both turns of a question are there", async () => {
    const kto = await importFile(join(GOLDEN, "data/kto_en_demo.json"));
    const good = kto.items.filter(({ hidden }) => hidden.judgements?.[0]?.value === true);
    expect(good).toHaveLength(150);
    const xstest = await importFile(join(GOLDEN, "prompts/xstest-prompts.csv"));
    expect(xstest.items.filter(({ hidden }) => hidden.judgements?.[0]?.value === "unsafe")).toHaveLength(200);
    expect(every(xstest.items, (item) => Object.keys(item.attributes).length === 0)).toBe(0);
    const questions = await importFile(join(GOLDEN, "prompts/mt-bench-questions.jsonl"));
    expect(every(questions.items, (item) => item.material.fields?.["Follow-up"] !== undefined)).toBe(0);
    expect(questions.items.filter(({ hidden }) => hidden.metadata?.reference !== undefined)).toHaveLength(39);
  });
});

test.each([
  [
    "instruction-output.jsonl",
    {
      shape: "alpaca",
      instruction: "prompt",
      output: "response",
      topic: "attribute:topic",
      writer: "metadata",
    },
  ],
  [
    "question-answers.csv",
    {
      ...{ shape: "responses", question: "prompt", answer_a: "response", answer_b: "response" },
      ...{ model_a: "model", model_b: "model", winner: "label" },
    },
  ],
  [
    "deutsch.csv",
    {
      ...{ shape: "responses", Kennung: "external-id", Frage: "prompt", "Antwort A": "response" },
      ...{ "Antwort B": "response", Sprache: "attribute:language", Bemerkung: "metadata" },
    },
  ],
  [
    "espanol.tsv",
    {
      ...{ shape: "preference", identificador: "external-id", instrucción: "prompt", contexto: "context" },
      ...{ "respuesta elegida": "chosen", "respuesta rechazada": "rejected", idioma: "attribute:language" },
    },
  ],
  [
    "support-tickets.json",
    {
      ...{ shape: "responses", ticketId: "external-id", systemPrompt: "system", userMessage: "prompt" },
      ...{ modelResponse: "response", generator: "model", locale: "attribute:language" },
    },
  ],
])("%s is mapped without a click", async (file, { shape, ...columns }) => {
  const { mapping, items } = await importFile(join(FIXTURES, file));
  expect(mapping).toEqual({ shape, columns });
  expect(every(items, (item) => item.material.prompt.length > 0 && candidates(item) > 0)).toBe(0);
});
