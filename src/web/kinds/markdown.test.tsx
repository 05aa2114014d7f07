import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MarkdownRendered } from "./markdown-rendered.tsx";

const render = (text: string, under = 2) =>
  renderToStaticMarkup(<MarkdownRendered text={text} under={under} />);

test.each([
  "<script>alert(1)</script>",
  '<img src="https://elsewhere.example/a.png" onerror="alert(1)">',
  "<svg onload=alert(1)>",
  '<iframe src="https://elsewhere.example"></iframe>',
  "[click](javascript:alert(1))",
  "[click](JaVaScRiPt&colon;alert(1))",
  "[click](data:text/html;base64,PHNjcmlwdD4=)",
  "![x](https://elsewhere.example/a.png)",
  "![x](//elsewhere.example/a.png)",
  '[x](https://e.example "a\\" onmouseover=alert(1)")',
  "<style>@import 'https://elsewhere.example'</style>",
  "[^1]\n\n[^1]: note",
  '```" onclick=alert(1)\ncode\n```',
])("nothing in %j runs, loads or takes an id", (text) => {
  const tags = render(text).match(/<[a-z][^>]*>/g) ?? [];
  for (const tag of tags) {
    expect(tag).not.toMatch(/^<(script|img|svg|iframe|style|link|object|form|input)\b/);
    expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\s(on\w+|id|style|src|srcset)=/);
    expect(tag).not.toMatch(/href="(?!https:\/\/|mailto:)/);
  }
});

test("links leave without saying where from; a picture becomes a link that the reader may follow", () => {
  expect(render("[a](https://e.example/?q=1)")).toBe(
    '<p><a href="https://e.example/?q=1" target="_blank" rel="noreferrer noopener nofollow">a</a></p>',
  );
  expect(render("![a cat](https://e.example/cat.png)")).toContain(">Image: a cat</a>");
});

test("an address within this application is no link", () => {
  expect(render("[a](/people)")).toBe("<p><span>a</span></p>");
});

test("raw HTML stays to be read, a guide's markers do not", () => {
  const id = "00000000-0000-4000-8000-000000000001";
  expect(render(`# Tone <!-- rule ${id} -->\n\n<!-- a note -->`)).toBe("<h3>Tone </h3>&lt;!-- a note --&gt;");
  expect(render("before <b>bold</b>")).toContain("&lt;b&gt;bold&lt;/b&gt;");
});

test("headings follow the page's own without a gap", () => {
  const levels = (text: string) => render(text).match(/<h\d/g);
  expect(levels("# a\n\n### b\n\n## c\n\n# d")).toEqual(["<h3", "<h4", "<h4", "<h3"]);
  expect(levels("#### a\n\n# b")).toEqual(["<h3", "<h3"]);
});

test("lists, tables, tasks and code are what they look like", () => {
  expect(render("- [x] done")).toContain('aria-label="Done"');
  expect(render("| | b |\n|-|-|\n| 1 | 2 |")).toContain("<td></td><th>b</th>");
  expect(render("```ts\nlet a = 1 < 2\n```")).toContain('<code class="language-ts">let a = 1 &lt; 2');
});

test("a text nested without end is shown as it was written", () => {
  const text = `${">".repeat(20_000)} deep`;
  expect(render(text)).toContain("deep");
});
