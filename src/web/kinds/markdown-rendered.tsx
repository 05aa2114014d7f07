import type { Definition, Html, Literal, Nodes, Table, Text } from "mdast";
import { createElement, Fragment, type ReactNode, useContext, useMemo } from "react";
import { parseMarkdown } from "#content/parse-markdown.ts";
import { readMarker } from "#guide/markers.ts";
import type { Term } from "#guide/terms.ts";
import styles from "./markdown.module.css";
import { definitionsOf, headingLevels } from "./markdown-tree.ts";
import { SafeLink } from "./safe-link.tsx";
import { Terms, withTerms } from "./terms.tsx";
import { withUnseen } from "./unseen.tsx";
import { t } from "./words.ts";

export interface MarkdownRenderedProps {
  text: string;
  /** The level of the heading that this text stands under. */
  under: number;
  /** Say of each piece which stretch of the text it draws, so that passages can be quoted. */
  marked?: boolean | undefined;
}

/**
 * Markdown as elements, made one by one out of its tree: what is not listed here does not come to be. Raw HTML stays
 * visible text but for the markers of a guide's file, a picture is a link that the reader may follow, and nothing is loaded from elsewhere.
 */
export function MarkdownRendered({ text, under, marked }: MarkdownRenderedProps): ReactNode {
  const terms = useContext(Terms);
  return useMemo(() => {
    const whole = marked && { "data-at": 0, "data-to": text.length };
    const plain = (
      <div className={styles.plain} {...whole}>
        {withUnseen(text)}
      </div>
    );
    if (isTooMuch(text)) return plain;
    try {
      const root = parseMarkdown(text);
      const about = {
        definitions: definitionsOf(root),
        levels: headingLevels(root, under),
        source: marked ? text : null,
        terms,
        found: new Set<string>(),
      };
      return childrenOf(root, about);
    } catch {
      return plain;
    }
  }, [text, under, marked, terms]);
}

/**
 * Texts that would hold the page up for seconds are read as they were written: very long ones, those that open dozens
 * of quotes or lists in one line, and those with thousands of marks or lines in one paragraph, as only an attack has.
 */
function isTooMuch(text: string): boolean {
  return text.length > 150_000 || /^(?:[ \t]*[>*+-]){40}/m.test(text) || effortOf(text) > MOST_EFFORT;
}

/** The parser's time grows with a paragraph's length times its marks and lines: about 5 ms for each million. */
const MOST_EFFORT = 20_000_000;

function effortOf(text: string): number {
  let effort = 0;
  for (const paragraph of text.split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/))
    effort += paragraph.length * (paragraph.match(/[\n\r[\]*_~!<&`@]|www|http/g)?.length ?? 0);
  return effort;
}

interface About {
  definitions: Map<string, Definition>;
  levels: Map<Nodes, number>;
  /** The text, where its pieces are marked. */
  source: string | null;
  /** What is underlined at its first use, and what was. */
  terms: readonly Term[];
  found: Set<string>;
  /** The list around is tight: its items show their only paragraph without one. */
  tight?: boolean;
}

function childrenOf(node: Nodes, about: About): ReactNode[] {
  // Nodes have no identity of their own; a text that changes is drawn anew.
  return "children" in node ? node.children.map((child, at) => draw(child, `${at}`, about)) : [];
}

function draw(node: Nodes, key: string, about: About): ReactNode {
  const inside = () => childrenOf(node, about);
  switch (node.type) {
    case "html":
      return readMarker(node.value) ? null : literal(node, key, about);
    case "text":
      return literal(node, key, about);
    case "paragraph":
      return about.tight ? inside() : <p key={key}>{inside()}</p>;
    case "heading":
      return createElement(`h${about.levels.get(node) ?? 6}`, { key }, inside());
    case "emphasis":
      return <em key={key}>{inside()}</em>;
    case "strong":
      return <strong key={key}>{inside()}</strong>;
    case "delete":
      return <del key={key}>{inside()}</del>;
    case "inlineCode":
      return (
        <code key={key} {...markOf(node, about)}>
          {withUnseen(node.value)}
        </code>
      );
    case "code":
      return (
        <pre key={key}>
          <code className={languageClass(node.lang)} {...markOf(node, about)}>
            {withUnseen(`${node.value}\n`)}
          </code>
        </pre>
      );
    case "blockquote":
      return <blockquote key={key}>{childrenOf(node, { ...about, tight: false })}</blockquote>;
    case "list": {
      const tight = !node.spread && node.children.every((item) => !item.spread);
      const items = childrenOf(node, { ...about, tight });
      return node.ordered ? (
        <ol key={key} start={node.start ?? 1}>
          {items}
        </ol>
      ) : (
        <ul key={key}>{items}</ul>
      );
    }
    case "listItem":
      return (
        <li key={key}>
          {typeof node.checked === "boolean" && <Task done={node.checked} />}
          {inside()}
        </li>
      );
    case "table":
      return <TableView key={key} table={node} about={about} />;
    case "link":
      return (
        <SafeLink key={key} href={node.url}>
          {childrenOf(node, { ...about, terms: [] })}
        </SafeLink>
      );
    case "linkReference":
      return (
        <SafeLink key={key} href={about.definitions.get(node.identifier)?.url}>
          {childrenOf(node, { ...about, terms: [] })}
        </SafeLink>
      );
    case "image":
      return <Picture key={key} url={node.url} alt={node.alt} />;
    case "imageReference":
      return <Picture key={key} url={about.definitions.get(node.identifier)?.url} alt={node.alt} />;
    case "break":
      return <br key={key} />;
    case "thematicBreak":
      return <hr key={key} />;
    case "footnoteReference":
      return <sup key={key}>{node.label ?? node.identifier}</sup>;
    case "footnoteDefinition":
      return (
        <div key={key}>
          <sup>{node.label ?? node.identifier}</sup> {inside()}
        </div>
      );
    default:
      return null;
  }
}

function literal(node: Html | Text, key: string, about: About): ReactNode {
  if (about.source === null)
    return <Fragment key={key}>{withTerms(node.value, about.terms, about.found)}</Fragment>;
  return (
    <span key={key} {...markOf(node, about)}>
      {withUnseen(node.value)}
    </span>
  );
}

/** Which stretch of the source a piece draws: its words as they stand there, or where markup is in between the whole node. */
function markOf({ value, position }: Literal, { source }: About): object | null {
  const [start, end] = [position?.start.offset, position?.end.offset];
  if (source === null || start === undefined || end === undefined) return null;
  const at = source.indexOf(value, start);
  const isWhole = at >= 0 && at + value.length <= end;
  return { "data-at": isWhole ? at : start, "data-to": isWhole ? at + value.length : end };
}

function Task({ done }: { done: boolean }): ReactNode {
  return (
    <>
      <span role="img" aria-label={t(done ? "kinds.taskDone" : "kinds.taskOpen")}>
        {done ? "☑" : "☐"}
      </span>{" "}
    </>
  );
}

/** A picture would ask another server for its bytes as soon as it is shown: the reader decides. */
function Picture({ url, alt }: { url: string | undefined; alt?: string | null | undefined }): ReactNode {
  return (
    <SafeLink href={url}>
      {withUnseen(alt ? t("kinds.image", { name: alt }) : t("kinds.imageUnnamed"))}
    </SafeLink>
  );
}

function TableView({ table, about }: { table: Table; about: About }): ReactNode {
  const [head, ...rows] = table.children;
  const align = (column: number) => {
    const side = table.align?.[column];
    return side ? { style: { textAlign: side } } : {};
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must scroll by keyboard too
    // biome-ignore lint/a11y/useSemanticElements: no element that is not a landmark takes a name but this role
    <div role="group" className={styles.scroll} tabIndex={0} aria-label={t("kinds.table")}>
      <table>
        <thead>
          <tr>
            {head?.children.map((cell, column) =>
              // An empty header cell heads nothing.
              createElement(
                cell.children.length === 0 ? "td" : "th",
                { key: `${column}`, ...align(column) },
                ...childrenOf(cell, about),
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
            <tr key={at}>
              {row.children.map((cell, column) =>
                createElement("td", { key: `${column}`, ...align(column) }, ...childrenOf(cell, about)),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function languageClass(language: string | null | undefined): string | undefined {
  return language && /^[\w+#-]{1,30}$/.test(language) ? `language-${language}` : undefined;
}
