import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { readGuide } from "./index.ts";
import { docxOf, type PdfText, pdfOf } from "./make-files.case.ts";
import { missingLetters, missingWords } from "./words.case.ts";

const golden = join(process.env.GOLDEN_DIR ?? "../shared/golden", "guides");
const bytesOf = (name: string) => readFileSync(join(golden, name));
const read = (name: string, bytes: Uint8Array) => readGuide(name, bytes, () => crypto.randomUUID());
const plain = (xml: string) =>
  xml.replaceAll(/<\/w:p>|<w:br ?\/>|<w:tab\/>/g, " ").replaceAll(/<[^>]+>/g, "");
const unescaped = (text: string) =>
  text
    .replaceAll("&#39;", "'")
    .replaceAll(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name) => ({ lt: "<", gt: ">", quot: '"', apos: "'" })[name as string] ?? "&",
    );

const headingsIn = ({ entries }: Awaited<ReturnType<typeof read>>) =>
  entries.filter(({ content }) => content.kind !== "term");
const goodIn = ({ entries }: Awaited<ReturnType<typeof read>>) =>
  entries
    .flatMap(({ content }) => (content.kind === "rule" ? content.examples : []))
    .filter(({ verdict }) => verdict === "good");

test.each([
  ["2025-02-12", 71, 168],
  ["2025-09-12", 77, 186],
])("the Word guide of %s lands with every heading, example and word", async (date, headings, good) => {
  const bytes = bytesOf(`guide-${date}.docx`);
  const guide = await read("guide.docx", bytes);
  const words = unescaped(plain(strFromU8(unzipSync(bytes)["word/document.xml"]!)));
  expect(missingWords(words, guide)).toEqual([]);
  expect(headingsIn(guide)).toHaveLength(headings);
  expect(goodIn(guide)).toHaveLength(good);
  expect(guide.entries.find(({ anchor }) => anchor === "be_clear")?.content.title).toMatch(/^Be clear/);
});

test("a Word document's numbers are counted, its bookmark kept, its changes and comments listed", async () => {
  const { entries, leftOut } = await read("tricky.docx", bytesOf("tricky.docx"));
  expect(entries.map(({ number, anchor, content }) => [content.kind, content.title, number, anchor])).toEqual(
    [
      ["section", "Honesty", "1", null],
      ["rule", "State uncertainty", "1.1", "pl_r42"],
    ],
  );
  expect(entries[1]?.content).toMatchObject({
    statement:
      "Say so before the answer always[^1]\n\n**4.3 A fake heading in bold 14pt**\n\nBody of it.\n\n[^1]: a footnote",
    examples: [
      { verdict: "good", response: "I am not sure …" },
      { verdict: "bad", response: "It is X." },
    ],
  });
  expect(leftOut).toEqual(
    expect.arrayContaining([
      { why: "inserted", text: "before the answer" },
      { why: "deleted", text: "anywhere" },
      { why: "comment", text: "Law: please soften" },
    ]),
  );
});

test("lists of Word are counted level by level, by their formats, and anew where they say so", async () => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const levels =
    level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)");
  const numbering = `<w:numbering><w:abstractNum w:abstractNumId="7">${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
  const heading = (depth: number, words: string) =>
    `<w:p><w:pPr><w:outlineLvl w:val="${depth}"/><w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${words}</w:t></w:r></w:p>`;
  const body = [
    heading(0, "A"),
    heading(1, "B"),
    heading(1, "C"),
    heading(2, "D"),
    heading(0, "E"),
    heading(1, "F"),
  ];
  const { entries } = await read("x.docx", docxOf(body.join(""), { "word/numbering.xml": numbering }));
  expect(entries.map(({ number }) => number)).toEqual(["I", "I.1", "I.2", "(a)", "II", "II.1"]);
});

test("an HTML guide lands without its navigation, and no badge gets into a title", async () => {
  const text = bytesOf("guide-2025-02-12.html").toString();
  const guide = await read("guide.html", bytesOf("guide-2025-02-12.html"));
  const shown = text
    .replaceAll(/<(script|style|svg|head)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, " ")
    .replaceAll(/<[^>]+>/g, " ");
  expect(missingWords(unescaped(shown), guide)).toEqual([]);
  const titles = headingsIn(guide).map(({ content }) => content.title);
  expect(titles.filter((title) => title !== "Introduction")).toHaveLength(71);
  expect(titles).toContain("Follow all applicable instructions");
});

test("a PDF guide lands by its bookmarks, without page numbers, contents and watermark", async () => {
  const bytes = bytesOf("guide-2025-02-12.pdf");
  const guide = await read("guide.pdf", bytes);
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const raw: string[] = [];
  for (let n = 1; n <= pdf.numPages; n++)
    for (const item of (await (await pdf.getPage(n)).getTextContent()).items)
      if ("str" in item) raw.push(item.str);
  expect(missingLetters(raw.join(" "), guide)).toBe("");
  expect(headingsIn(guide)).toHaveLength(66);
  const count = (why: string) => guide.leftOut.filter((each) => each.why === why).length;
  expect([count("number"), count("watermark")]).toEqual([58, 58]);
  const prose = JSON.stringify(guide.entries.map(({ content }) => content));
  expect(prose).toContain("have been fine-tuned on inputs");
  expect(prose).not.toContain("Rivera");
});

test("columns, parted words, sizes, headers and page numbers of a PDF", async () => {
  const page = (n: number): PdfText[] => [
    [50, 770, 9, `Style guide, chapter ${n}`],
    [50, 720, 20, `Chapter ${"one two three".split(" ")[n - 1]}`],
    ...[
      "The left column begins with a long",
      "sentence that is under-",
      "standable to all and goes on and",
      "on.",
      "Understandable",
      "is good.",
      "So is short.",
    ].map((words, at): PdfText => [50, 690 - at * 14, 11, words]),
    ...[
      "The right column comes",
      "after the left one, as",
      "people read, and no",
      "line of it is mixed",
      "with one of the other",
      "column, ever.",
      "That is all.",
    ].map((words, at): PdfText => [330, 690 - at * 14, 11, words]),
    [290, 30, 9, `Page ${n} of 3`],
    [200, 400, 60, "DRAFT", true],
  ];
  const { entries, leftOut } = await read("x.pdf", pdfOf([page(1), page(2), page(3)]));
  expect(entries.map(({ content }) => content.title)).toEqual([
    "Chapter one",
    "Chapter two",
    "Chapter three",
  ]);
  const [first] = entries;
  expect(first?.content.kind === "rule" && first.content.statement).toBe(
    "The left column begins with a long sentence that is understandable to all and goes on and on. Understandable is good. So is short.\n\nThe right column comes after the left one, as people read, and no line of it is mixed with one of the other column, ever. That is all.",
  );
  expect(new Set(leftOut.map(({ why }) => why))).toEqual(new Set(["repeated", "number", "watermark"]));
});

test.each([
  ["macros", "x.docx", () => docxOf("", { "word/vbaProject.bin": "x" }), /macros.*Save it as \.docx/],
  ["a zip bomb", "x.docx", () => docxOf(" ".repeat(70 * 2 ** 20)), /unpacks to more than 64 MB.*Split it/],
  [
    "pictures from elsewhere",
    "x.docx",
    () =>
      docxOf("", {
        "word/_rels/document.xml.rels":
          '<R><R Id="a" Type="x/image" Target="https://a.test/b.png" TargetMode="External"/></R>',
      }),
    /other addresses.*Remove them/,
  ],
  ["a picture in SVG", "x.docx", () => docxOf("", { "word/media/a.svg": "<svg/>" }), /SVG.*PNG/],
  [
    "a locked document",
    "x.docx",
    () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]),
    /password.*Save it as \.docx/,
  ],
  ["no document", "x.docx", () => new Uint8Array(40), /no Word document.*save it again/],
  ["a scanned PDF", "x.pdf", () => pdfOf([[]]), /no text.*OCR/],
  [
    "a locked PDF",
    "x.pdf",
    () =>
      pdfOf(
        [[]],
        `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> >> /ID [<00> <00>]`,
      ),
    /password.*Save a copy/,
  ],
  ["no PDF", "x.pdf", () => new Uint8Array(40), /no PDF.*import that/],
  [
    "pictures from elsewhere",
    "x.md",
    () => new TextEncoder().encode("![a](//a.test/b.png)"),
    /other addresses/,
  ],
  [
    "a picture in SVG",
    "x.html",
    () => new TextEncoder().encode('<img src="data:image/svg+xml,<svg/>">'),
    /SVG/,
  ],
  ["nesting without end", "x.html", () => new TextEncoder().encode("<div>".repeat(100_000)), /nested/],
  ["another format", "x.odt", () => new Uint8Array(4), /Save the file as one of these/],
])("%s is refused in a sentence that says what to do", async (_, name, bytes, sentence) => {
  await expect(read(name, bytes())).rejects.toThrow(sentence);
});
