import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Material } from "#content/index.ts";
import type { FieldName } from "#kinds/index.ts";
import { FieldPanel } from "./field.tsx";
import { fieldViews } from "./index.ts";
import { MarkdownRendered } from "./markdown-rendered.tsx";
import { withUnseen } from "./unseen.tsx";

const OVERRIDE = "\u202e";
const EVIL = `pay ${OVERRIDE}001$ now`;
const message = { role: "user" as const, content: EVIL, name: EVIL, reasoning: EVIL };
const material: Material = {
  prompt: [
    message,
    { role: "tool", content: EVIL, name: EVIL },
    { role: "assistant", content: "", toolCalls: [{ name: EVIL, arguments: { [EVIL]: EVIL } }] },
    {
      role: "user",
      content: [
        { type: "image", uri: "https://e.example/i", name: EVIL },
        { type: "json", json: EVIL },
      ],
    },
  ],
  context: [{ title: EVIL, text: EVIL }],
  fields: { [EVIL]: EVIL },
  tools: [{ name: EVIL }],
  candidates: [{ messages: [message] }, { messages: [message, message] }],
};
/** Overrides that stand in the page without a mark around them. */
const unmarked = (html: string) =>
  html.replace(/<b data-unseen="202e">\u202e<\/b>/g, "").split(OVERRIDE).length - 1;

test.each(Object.keys(fieldViews) as FieldName[])(
  "no override of a direction stays unseen in a field of kind %s",
  (kind) => {
    const settings = kind === "text" || kind === "markdown" ? { field: EVIL } : {};
    const field = { name: "f", kind, title: "Field", settings };
    const html = renderToStaticMarkup(
      <FieldPanel field={field} material={material} attributes={{ [EVIL]: [EVIL] }} />,
    );
    expect(html).toContain('data-unseen="202e"');
    expect(unmarked(html)).toBe(0);
  },
);

test("nor in any piece of rendered Markdown", () => {
  const text = [
    `# ${EVIL}`,
    EVIL,
    `\`${EVIL}\``,
    `\`\`\`\n${EVIL}\n\`\`\``,
    `> - ${EVIL}`,
    `[${EVIL}](https://e.example)`,
    `<b>${EVIL}</b>`,
  ].join("\n\n");
  for (const marked of [false, true]) {
    const html = renderToStaticMarkup(<MarkdownRendered text={text} under={2} marked={marked} />);
    expect(html.split('"202e"').length - 1).toBeGreaterThan(6);
    expect(unmarked(html)).toBe(0);
  }
});

test.each([
  ["a\u200bb", "200b"],
  ["\ufeffstart", "feff"],
  ["ig\u200dnore", "200d"],
  ["hello\u{e0041}", "e0041"],
  ["\u2066x", "2066"],
])("%j is marked", (text, code) => {
  expect(renderToStaticMarkup(withUnseen(text))).toContain(`data-unseen="${code}"`);
});

test.each(["👩‍👩‍👧 family", "می‌خواهم", "क्‍ष", "plain – text\u00a0here", "שלום\u200f!"])(
  "%j stays as it is",
  (text) => {
    expect(renderToStaticMarkup(withUnseen(text))).toBe(text);
  },
);
