import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type WrittenEntry, writeMarkdown } from "../index.ts";
import { readGuide } from "../reading/index.ts";
import { idOf, sample } from "../sample.case.ts";
import { writeDocx, writeHtml, writeJson, writePrompt } from "./index.ts";

const title = "Ours";
const WRITERS: Record<string, (entries: readonly WrittenEntry[]) => Uint8Array | string> = {
  "x.md": (entries) => writeMarkdown(entries, { title }),
  "x.html": (entries) => writeHtml(entries, { title }),
  "x.docx": (entries) => writeDocx(entries, { title }),
  "x.json": (entries) =>
    writeJson({ title, version: 3, hash: null, entries: entries.map((entry) => ({ ...entry, n: 2 })) }),
};

const bytesOf = (file: Uint8Array | string) =>
  typeof file === "string" ? new TextEncoder().encode(file) : file;

test.each(Object.keys(WRITERS))("a guide written as %s is read back with its ids and texts", async (name) => {
  const file = bytesOf(WRITERS[name]!(sample));
  const guide = await readGuide(name, file, () => crypto.randomUUID());
  expect(guide.title).toBe(title);
  expect(guide.entries.every(({ isKnown }) => isKnown)).toBe(true);
  const read = guide.entries.map(({ id, parent, content }) => ({ id, parent, content }));
  expect(read).toEqual(sample);
  expect(Buffer.from(file).equals(bytesOf(WRITERS[name]!(sample)))).toBe(true);
});

test("a Word file has the same bytes at any time", () => {
  const hash = createHash("sha256").update(writeDocx(sample, { title })).digest("hex");
  const now = Date.now;
  Date.now = () => 0;
  try {
    expect(createHash("sha256").update(writeDocx(sample, { title })).digest("hex")).toBe(hash);
  } finally {
    Date.now = now;
  }
});

test("a page holds no markup of its authors and no picture or link that leads elsewhere", () => {
  const statement =
    "<img src=x onerror=alert(1)> ![a](https://a.test/b.png) [run](javascript:alert(1)) <script>";
  const entries = [{ ...sample[2]!, content: { ...sample[2]!.content, statement } as never }];
  const page = writeHtml(entries, { title: "<b>" });
  expect(page).not.toMatch(/<img|<script|<b>|javascript:|b\.png/);
  expect(page).toContain("&#x3C;img src=x onerror=alert(1)>");
});

test("a prompt loses examples before rules, the lightest rules first, and says which", () => {
  const all = writePrompt(sample, { title, language: null, tokens: null });
  expect(all.cut).toEqual({ examples: [], entries: [] });
  expect(all.text).not.toContain("<!--");
  const german = writePrompt(sample, { title, language: "en-GB", tokens: null });
  expect(german.text).not.toContain("Name two.");
  expect(german.text).toContain("Prose.");
  const short = writePrompt(sample, { title, language: null, tokens: all.tokens - 5 });
  expect(short.cut).toEqual({ examples: ["1.1"], entries: [] });
  expect(short.text).toContain("Examples left out for length: 1.1.");
  const tiny = writePrompt(sample, { title, language: null, tokens: 115 });
  expect(tiny.cut.entries).toEqual(["1.2", "1.3"]);
  expect(tiny.text).toContain("Keep \\*lists\\* short");
  const isRule = ({ kind }: { kind: string }) => kind !== "rule";
  const scoped = writePrompt(sample, { title, language: null, tokens: null, applies: isRule });
  expect(scoped.text).toContain("1.3 Token");
  expect(scoped.text).not.toContain(idOf(11));
  expect(scoped.text).not.toContain("lists");
});
