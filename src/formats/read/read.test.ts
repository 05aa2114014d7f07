import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readRecords, type SourceRecord, type Unread } from "./index.ts";

async function read(content: string | Buffer, name: string, chunk = 64 * 1024, from = { line: 0, byte: 0 }) {
  const bytes = Buffer.from(content as string);
  async function* source() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const records: SourceRecord[] = [];
  const unread: Unread[] = [];
  let [line, byte] = [0, 0];
  for await (const batch of readRecords(source(), name, from)) {
    records.push(...batch.records);
    unread.push(...batch.unread);
    ({ line, byte } = batch);
  }
  return { records, unread, line, byte, values: records.map((record) => record.value) };
}

const mixed = '{"a":"ü€😀"}\r\n\n{"a":2}\r{"a":3}\nnot json\n[1]\n{"a":4}';

test.each([
  ["rows.jsonl", mixed],
  ["rows.jsonl.gz", gzipSync(mixed)],
  ["rows.json", '\ufeff [{"a":"ü€😀"} ,{"a":2},\n{"a":3}, {bad}, [1], {"a":4}]'],
])("%s: the same records whatever the pieces in which it arrives", async (name, content) => {
  for (const chunk of [1, 3, 7, 1000]) {
    const { values, unread } = await read(content, name, chunk);
    expect(values).toEqual([{ a: "ü€😀" }, { a: 2 }, { a: 3 }, { a: 4 }]);
    expect(unread.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^not valid JSON/),
      "not an object with named values",
    ]);
  }
});

test.each([
  ["lines of objects", '{"a":1}\n{"a":2}', [{ a: 1 }, { a: 2 }]],
  ["an object over several lines", '{\n"a":1}', [{ a: 1 }]],
  ["a list", '[{"a":1}]', [{ a: 1 }]],
  ["anything else", "a\n1\n", [{ a: "1" }]],
])("a file whose name says nothing is read as what it holds: %s", async (_what, content, values) => {
  expect((await read(content, "upload")).values).toEqual(values);
});

test("a bad line is named by its number, with the start of its text", async () => {
  const { unread } = await read(mixed, "rows.jsonl");
  expect(unread[0]).toMatchObject({ line: 5, text: "not json" });
});

const tables = {
  comma: 'id,text\n1,"a ""b"", c"\n\n2,"two\r\nlines"\n3,x\r4,y',
  semicolon: 'sep=;\nid;text\n1;"a ""b"", c"\n2;"two\r\nlines"\n3;x\n4;y\n',
  tab: '\ufeffid\ttext\n1\t"a ""b"", c"\n2\t"two\r\nlines"\n3\tx\n4\ty\n',
};
test.each(Object.entries(tables))("CSV with %s", async (_name, content) => {
  for (const chunk of [1, 5, 1000]) {
    const { values, unread } = await read(content, "t.csv", chunk);
    expect(unread).toEqual([]);
    expect(values).toEqual([
      { id: "1", text: 'a "b", c' },
      { id: "2", text: "two\r\nlines" },
      { id: "3", text: "x" },
      { id: "4", text: "y" },
    ]);
  }
});

test("CSV rows know their line, also behind a line that states the separator and from a place within", async () => {
  const lines = async (content: string, from = 0) =>
    (await read(content, "t.csv", 5, { line: from, byte: 0 })).records.map(({ line }) => line);
  expect(await lines(tables.comma)).toEqual([2, 4, 6, 7]);
  expect(await lines(tables.semicolon)).toEqual([3, 4, 6, 7]);
  expect(await lines(tables.semicolon, 4)).toEqual([6, 7]);
  expect(await lines("a,b\r\n1,2\r\n\r\n3,4\r\n")).toEqual([2, 4]);
});

test("a CSV row with too many cells and a quote that never closes cost one line each", async () => {
  const { values, unread } = await read('a,b\n1,2\n1,2,3\n"open,2\n3,4\n', "t.csv");
  expect(values).toEqual([
    { a: "1", b: "2" },
    { a: "3", b: "4" },
  ]);
  expect(unread.map(({ line, reason }) => [line, reason]).sort()).toEqual([
    [3, "3 cells, but the first row names 2"],
    [4, "a quote is not closed"],
  ]);
});

test("what text cannot hold is replaced and said, and no key reaches a prototype", async () => {
  const lines = [
    '{"text":"a\\u0000b \\ud800 c","__proto__":{"admin":true},"n":1e400}',
    '{"text":"\\ud83d\\ude00"}',
  ];
  const { records } = await read(lines.join("\n"), "t.jsonl");
  expect(records[0]!.value).toEqual({ text: "a\ufffdb \ufffd c", n: null });
  expect((records[0]!.value as { admin?: boolean }).admin).toBeUndefined();
  expect(records[0]!.notes).toHaveLength(3);
  expect(records[1]).toMatchObject({ value: { text: "😀" }, notes: [] });
  const latin = await read(Buffer.from('{"a":"caf\xe9"}\n{"a":"ok"}', "latin1"), "t.jsonl");
  expect(latin.records.map(({ notes }) => notes.length)).toEqual([1, 0]);
});

test("deep nesting is refused, and the next line is read", async () => {
  const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  const { unread, values } = await read(`${deep}\n{"a":1}`, "t.jsonl");
  expect(unread).toMatchObject([{ line: 1, reason: expect.stringContaining("nested") }]);
  expect(values).toEqual([{ a: 1 }]);
});

test("a line of 100 MB is skipped without being held", async () => {
  const piece = Buffer.alloc(2 ** 20, "x");
  async function* source() {
    yield Buffer.from('{"a":1}\n{"a":"');
    for (let n = 0; n < 100; n++) yield piece;
    yield Buffer.from('"}\n{"a":2}\n');
  }
  const before = process.memoryUsage();
  let peak = 0;
  const seen: unknown[] = [];
  for await (const batch of readRecords(source(), "t.jsonl")) {
    seen.push(...batch.records.map(({ line }) => line), ...batch.unread.map(({ line }) => -line));
    peak = Math.max(peak, process.memoryUsage().arrayBuffers - before.arrayBuffers);
  }
  expect(seen.sort()).toEqual([-2, 1, 3]);
  expect(peak).toBeLessThan(40 * 2 ** 20);
});

test("a gzip cut short gives all whole lines and says where it ends", async () => {
  const lines = Array.from({ length: 5000 }, (_, n) => JSON.stringify({ n, r: Math.sin(n) }));
  const packed = gzipSync(lines.join("\n"));
  const { values, unread } = await read(packed.subarray(0, packed.length / 2), "t.jsonl.gz");
  expect(values.length).toBeGreaterThan(1000);
  expect(values.at(-1)).toEqual(JSON.parse(lines[values.length - 1]!));
  expect(unread.at(-1)).toMatchObject({
    line: expect.toSatisfy((line: number) => line > values.length),
    reason: "The compressed file is cut short.",
  });
});

test("a damaged gzip is told from one that is cut short", async () => {
  const packed = gzipSync(
    Array.from({ length: 5000 }, (_, n) => JSON.stringify({ r: Math.sin(n) })).join("\n"),
  );
  packed.fill(0xff, 1000, 1064);
  await expect(read(packed, "t.jsonl.gz")).rejects.toThrow("The compressed file is damaged.");
});

test("a gzip that unpacks without proportion is stopped", async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20));
  const { unread } = await read(bomb, "t.jsonl.gz");
  expect(unread.at(-1)!.reason).toContain("far more than its size");
});

test("files of another kind and empty files are refused in words", async () => {
  await expect(read(Buffer.from("504b030414000000", "hex"), "t.csv")).rejects.toThrow("ZIP");
  await expect(read("", "t.jsonl")).rejects.toThrow("empty");
});

test("UTF-16 with a mark is read, whatever the pieces in which it arrives", async () => {
  for (const chunk of [5, 1000]) {
    const { values } = await read(Buffer.from('\ufeff{"a":"ä"}\n', "utf16le"), "t.jsonl", chunk);
    expect(values).toEqual([{ a: "ä" }]);
  }
});

test.each([
  ["rows.jsonl", mixed],
  ["rows.json", '[{"a":1},{bad},{"a":2},{"a":3}]'],
  ["rows.csv", 'a,b\n1,"x\ny"\n2,z\n3\n4,w\n'],
])("%s: reading goes on where it was left", async (name, content) => {
  const whole = await read(content, name, 5);
  const bytes = Buffer.from(content);
  async function* source() {
    for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
  }
  for await (const { line, byte } of readRecords(source(), name)) {
    const rest = await read(content, name, 5, { line, byte });
    expect(rest.records).toEqual(whole.records.filter((record) => record.line > line));
    expect(rest.unread).toEqual(whole.unread.filter((unread) => unread.line > line));
  }
});

test("more than 2,000 columns are refused with a way out, as a table and as a record", async () => {
  const names = Array.from({ length: 2_001 }, (_, n) => `c${n}`);
  await expect(read(names.join(), "t.csv")).rejects.toThrow(
    "The first row names 2,001 columns, and at most 2,000 can be read: remove columns, or split the table by columns.",
  );
  const wide = JSON.stringify(Object.fromEntries(names.map((name) => [name, 1])));
  const { unread, values } = await read(`${wide}\n{"a":1}`, "t.jsonl");
  expect(unread).toMatchObject([{ line: 1, reason: expect.stringContaining("at most 2,000 can be read") }]);
  expect(values).toEqual([{ a: 1 }]);
});

test("equal column names are told apart, also where a number is taken", async () => {
  const { values } = await read("a,a (2),a,a,\n1,2,3,4,5", "t.csv");
  expect(values).toEqual([{ a: "1", "a (2)": "2", "a (3)": "3", "a (4)": "4", "column 5": "5" }]);
});
