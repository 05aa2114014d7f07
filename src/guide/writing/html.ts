import type { Element, ElementContent, Root } from "hast";
import { toHtml } from "hast-util-to-html";
import { toHast } from "mdast-util-to-hast";
import { directionOf } from "#content/index.ts";
import type { MarkdownOptions, WrittenEntry } from "../markdown.ts";
import { numberEntries, type Placed } from "../outline.ts";
import { treeOf } from "./tree.ts";

/**
 * A guide as one HTML file that needs no other, and that a browser prints on A4. Its ids are those of the entries.
 * The same entries and options make the same bytes.
 */
export function writeHtml(
  entries: readonly WrittenEntry[],
  options: MarkdownOptions & { title: string; mark?: string | null },
): string {
  const { title, language = "en", mark = null } = options;
  const { root, markers } = treeOf(entries, options);
  const verdicts = new Map(
    entries.flatMap(({ content }) =>
      content.kind === "rule" ? content.examples.map(({ id, verdict }) => [id, verdict] as const) : [],
    ),
  );
  for (const [node, { kind, id }] of markers) {
    const className = verdicts.get(id) ?? [];
    node.data = { hProperties: { id: `${kind}-${id}`, className } } as never;
  }
  const body = toHast(root) as Root;
  const [first, ...others] = body.children as ElementContent[];
  const contents = entries.length > 3 ? [contentsOf(entries)] : [];
  const page: Element = element("html", { lang: language, dir: directionOf(language) }, [
    element("head", {}, [
      element("meta", { charSet: "utf-8" }, []),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }, []),
      element("title", {}, [{ type: "text", value: title }]),
      element("style", {}, [{ type: "text", value: mark === null ? STYLE : STYLE + markStyle(mark) }]),
    ]),
    element("body", {}, [
      ...(mark === null ? [] : [element("p", { className: ["mark"] }, [{ type: "text", value: mark }])]),
      element("main", {}, [...(first ? [first] : []), ...contents, ...others]),
    ]),
  ]);
  return toHtml({ type: "root", children: [{ type: "doctype" }, page] });
}

function element(tagName: string, properties: Element["properties"], children: ElementContent[]): Element {
  return { type: "element", tagName, properties, children };
}

/** The outline, which helps on the screen and is no text of the guide. */
function contentsOf(entries: readonly WrittenEntry[]): Element {
  const numbers = numberEntries(entries);
  const of = (parent: Placed["parent"]): Element =>
    element(
      "ul",
      {},
      entries
        .filter((entry) => entry.parent === parent)
        .map(({ id, content: { kind, title } }) =>
          element("li", {}, [
            element("a", { href: `#${kind}-${id}` }, [
              { type: "text", value: `${numbers.get(id)} ${title}` },
            ]),
            ...(entries.some((entry) => entry.parent === id) ? [of(id)] : []),
          ]),
        ),
    );
  return element("nav", {}, [of(null)]);
}

/** The mark stays over the text on a screen, and in the margin of each page in print. */
const markStyle = (
  mark: string,
) => `.mark { position: sticky; top: 0; margin: 0; padding: 0.3em 1rem; font-size: 9pt; background: #fff; border-bottom: 1px solid #bbb; text-align: center; }
@page { @bottom-center { content: ${cssString(mark)}; font: 9pt system-ui, sans-serif; } }
@media print { .mark { position: static; } }
`;

const cssString = (text: string) =>
  `"${text.replaceAll(/["\\<\n]/g, (letter) => `\\${letter.codePointAt(0)!.toString(16)} `)}"`;

const STYLE = `
@page { size: A4; margin: 20mm 18mm; }
body { font: 11pt/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 0.5em; break-after: avoid; }
h1 { font-size: 1.9em; } h2 { font-size: 1.5em; } h3 { font-size: 1.2em; } h4, h5, h6 { font-size: 1em; }
nav ul { list-style: none; padding-inline-start: 1.2em; } nav > ul { padding: 0; }
a { color: inherit; }
blockquote { margin: 0.5em 0 1em; padding: 0.1em 1em; border-inline-start: 4px solid #8a8a8a; background: #f6f6f6; }
p.good, p.bad, p.borderline { break-after: avoid; margin-bottom: 0.3em; }
.good + blockquote { border-color: #1a7f37; } .bad + blockquote { border-color: #c62828; } .borderline + blockquote { border-color: #9a6700; }
pre { white-space: pre-wrap; background: #f0f0f0; padding: 0.7em; font-size: 0.88em; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #bbb; padding: 0.3em 0.5em; text-align: start; vertical-align: top; }
tr, pre { break-inside: avoid; }
@media print { main { max-width: none; padding: 0; } nav { break-after: page; } }
`;
