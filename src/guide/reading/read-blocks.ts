import type { Blockquote, RootContent } from "mdast";
import { isLanguage } from "#content/index.ts";
import { parseMarkdown } from "#content/parse-markdown.ts";
import type { Verdict } from "../entry.ts";
import { type FoundExample, readConversation } from "./conversation.ts";
import { type Label, labelOf, type Opening, openingOf } from "./labels.ts";
import { TextOf } from "./text-of.ts";

/** The examples that begin at a block, the words that are in none of them, and how many blocks they take. */
export interface ExampleBlocks {
  examples: FoundExample[];
  labels: string[];
  taken: number;
}

/** The examples of "**Good:** …", of an "Example" block, or of a comment `<!-- GOOD -->` before a block; null where none begins. */
export function examplesAt(blocks: readonly RootContent[], at: number, text: TextOf): ExampleBlocks | null {
  const [node, next] = [blocks[at], blocks[at + 1]];
  if (!node) return null;
  if (node.type === "html") {
    const [, said, why] = /^<!--\s*([A-Z]+)\b:?\s*([\s\S]*?)\s*-->$/.exec(node.value) ?? [];
    const verdict = verdictOf(said === undefined ? null : labelOf(said));
    if (!verdict || !next) return null;
    const example = { verdict, prompt: "", response: contentOf(next, text), why: why! };
    return { examples: [example], labels: [said!], taken: 2 };
  }
  const opening = openingOf(node);
  const label = opening && labelOf(opening.words);
  if (!opening || !label) return null;
  if (label === "example") return titledExample(opening, next, text);
  const verdict = verdictOf(label);
  return verdict && verdictExample(verdict, opening, next, text);
}

const verdictOf = (label: Label | null): Verdict | null =>
  label === "good" || label === "bad" || label === "borderline" ? label : null;

/** An "Example: title" with a conversation, a quotation or code below it. What gives no verdict shows how it is done. */
function titledExample(
  { words, rest }: Opening,
  next: RootContent | undefined,
  text: TextOf,
): ExampleBlocks | null {
  const title = text.inline(rest);
  const conversation = next?.type === "code" ? readConversation(next.value) : null;
  if (conversation) {
    const examples = conversation.examples.map((example) => ({
      ...example,
      why: [title, example.why].filter((part) => part !== "").join("\n\n"),
    }));
    return { examples, labels: [words, ...labelsOfFence(next), ...conversation.labels], taken: 2 };
  }
  if (next?.type !== "code" && next?.type !== "blockquote") return null;
  const example: FoundExample = { verdict: "good", prompt: "", response: contentOf(next, text), why: title };
  return { examples: [example], labels: [words], taken: 2 };
}

const labelsOfFence = (node: RootContent | undefined): string[] =>
  node?.type === "code" ? [node.lang ?? "", node.meta ?? ""].filter((word) => word !== "") : [];

function verdictExample(
  verdict: Verdict,
  { words, rest, marker }: Opening,
  next: RootContent | undefined,
  text: TextOf,
): ExampleBlocks | null {
  const id = marker?.kind === "example" ? { id: marker.id } : {};
  const said = text.inline(rest);
  const [, about] = /^\(([^()]*)\)$/.exec(said) ?? [];
  const isHead = said === "" || (about !== undefined && next?.type === "blockquote");
  if (!isHead)
    return { examples: [{ ...id, verdict, prompt: "", response: said, why: "" }], labels: [words], taken: 1 };
  if (!next || next.type === "heading" || next.type === "table") return null;
  const quoted = next.type === "blockquote" ? partsOfQuote(next, text) : null;
  const parts = quoted?.parts ?? { prompt: "", response: contentOf(next, text), why: "" };
  const labels = [words, ...(quoted?.labels ?? [])];
  return { examples: [{ ...id, verdict, ...parts, ...aboutOf(about) }], labels, taken: 2 };
}

/** The language and skill of "(de · law)". */
function aboutOf(about = ""): Pick<FoundExample, "language" | "skill"> {
  const parts = about.split(" · ").map((part) => part.replaceAll(/\\(?=[\p{P}\p{S}])/gu, ""));
  const [first] = parts;
  const language = first && /^[a-z]{2,3}(-|$)/.test(first) && isLanguage(first) ? first : undefined;
  const skill = (language === undefined ? parts : parts.slice(1)).join(" · ");
  return { ...(language === undefined ? {} : { language }), ...(skill === "" ? {} : { skill }) };
}

/** Prompt, response and reason of a quotation that labels them. */
function partsOfQuote(quote: Blockquote, text: TextOf) {
  const source = contentOf(quote, text);
  const inside = new TextOf(source);
  const parts: Record<"prompt" | "response" | "why", RootContent[]> = { prompt: [], response: [], why: [] };
  const labels: string[] = [];
  let part: keyof typeof parts = "response";
  for (const block of parseMarkdown(source).children) {
    const opening = openingOf(block);
    const label = opening?.isSetApart ? labelOf(opening.words) : null;
    if (label === "prompt" || label === "response" || label === "why") {
      part = label;
      labels.push(opening!.words);
      const said = inside.inline(opening!.rest);
      if (said !== "") parts[part].push(restAsBlock(opening!));
    } else parts[part].push(block);
  }
  const { prompt, response, why } = parts;
  return {
    parts: { prompt: inside.blocks(prompt), response: inside.blocks(response), why: inside.blocks(why) },
    labels,
  };
}

/** What follows a label, as a paragraph of its own. */
export function restAsBlock({ rest }: Opening): RootContent {
  const [first, last] = [rest[0], rest.at(-1)];
  const position =
    first?.position && last?.position ? { start: first.position.start, end: last.position.end } : undefined;
  return { type: "paragraph", children: rest, ...(position && { position }) };
}

/** What a block says; of a quotation, what is quoted. */
function contentOf(node: RootContent, text: TextOf): string {
  const own = text.blocks([node]);
  return node.type === "blockquote" ? own.replaceAll(/^ {0,3}>[ \t]?/gm, "").trim() : own;
}
