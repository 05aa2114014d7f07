import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Node } from "prosemirror-model";
import { expect, test } from "vitest";
import { readGuide } from "#guide/reading/index.ts";
import { readFormatted, schema } from "./markdown-document.ts";

const { nodes, marks } = schema;

test.each([
  "",
  "One.\n\nTwo *words*, **bold** and `code`.\n",
  "A line\nand its next, snake_case",
  "- a\n- b\n  - c",
  "* a\n* b",
  "1. a\n2. b",
  "# Title\n\n> Quoted\n\n```js\nlet x = 1;\n```",
  "[a link](https://example.org) and a break\\\nhere",
])("%j opens as formatted, and is written as it stands", (source) => {
  const { document, write } = readFormatted(source)!;
  expect(write(document)).toBe(source);
});

test.each([
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "A <b>word</b>",
  "<div>\n\nHTML\n\n</div>",
  "A note[^1]\n\n[^1]: Here.",
  "![A picture](a.png)",
  "~~gone~~",
  "__bold__ and _italic_",
  "Title\n=====",
  "a  \nb",
  "a\r\nb",
  "&copy;",
])("%j opens as source", (source) => expect(readFormatted(source)).toBeNull());

test("what is typed is there again when the text is next opened", () => {
  const line = fc.stringMatching(/^[-a1.)#*_`>=+~<[\]!: ]{0,8}[a-z]$/).filter((text) => !text.includes("<"));
  const inline = line.map((text) => schema.text(text));
  const bold = fc.stringMatching(/^[a-z]{1,5}$/).map((text) => schema.text(text, [marks.strong.create()]));
  const lines = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => schema.text(all.join("\n")));
  const paragraph = fc
    .oneof(
      lines.map((one) => [one]),
      fc.tuple(bold, lines).map(([one, two]) => [one, schema.text(` ${two.text}`)]),
    )
    .map((content) => nodes.paragraph.create(null, content));
  const items = fc
    .array(paragraph, { minLength: 1, maxLength: 3 })
    .map((all) => all.map((one) => nodes.list_item.create(null, one)));
  const block = fc.oneof(
    { weight: 4, arbitrary: paragraph },
    items.map((all) => nodes.bullet_list.create({ tight: true }, all)),
    items.map((all) => nodes.ordered_list.create({ tight: true }, all)),
    paragraph.map((one) => nodes.blockquote.create(null, one)),
    inline.map((one) => nodes.heading.create({ level: 2 }, one)),
  );
  const { write } = readFormatted("")!;
  const seen = (document: Node) => document.textBetween(0, document.content.size, "\n");
  const isList = ({ type }: Node) => type === nodes.bullet_list || type === nodes.ordered_list;
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 3 }), (content) => {
      // Two lists, one right after the other, are one list in Markdown.
      fc.pre(!content.some((one, at) => isList(one) && content.slice(at + 1, at + 2).some(isList)));
      const document = nodes.doc.create(null, content);
      const again = readFormatted(write(document));
      expect(again).not.toBeNull();
      // White space at the beginning of a line says nothing in Markdown.
      expect(seen(again!.document)).toBe(seen(document).replaceAll(/^ +/gm, ""));
    }),
  );
});

test.skipIf(!existsSync(golden()))(
  "a word added to a text of a long guide changes nothing else of it",
  async () => {
    const name = "guide-2025-09-12.md";
    const { entries } = await readGuide(name, readFileSync(join(golden(), name)), () => crypto.randomUUID());
    const texts = entries
      .map(({ content }) => (content.kind === "rule" ? content.statement : content.definition))
      .filter(Boolean);
    const opened = texts.flatMap((text) => readFormatted(text) ?? []);
    expect(opened.length).toBeGreaterThan(20); // the others have footnotes
    for (const { document, write } of opened) {
      const before = write(document);
      const longer = nodes.doc.create(null, [
        nodes.paragraph.create(null, schema.text("Added.")),
        ...document.children,
      ]);
      expect(write(longer)).toBe(`Added.\n\n${before}`);
    }
  },
);

function golden(): string {
  return join(process.env.GOLDEN_DIR ?? "../shared/golden", "guides");
}
