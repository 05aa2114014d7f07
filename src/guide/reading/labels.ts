import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import { toString as wordsOf } from "mdast-util-to-string";
import type { Verdict } from "../entry.ts";
import { readMarker } from "../markers.ts";

/** What a label such as "Why:" announces. */
export type Label =
  | Verdict
  | "example"
  | "definition"
  | "isNot"
  | "why"
  | "whenInDoubt"
  | "prompt"
  | "response"
  | "severity"
  | "policy"
  | "avoid"
  | "term";

const SAID: Record<Label, string> = {
  good: "good|good examples?|do|dos|right|correct|better|yes|prefer|preferred|recommended|✓|✔|✅|👍",
  bad: "bad|bad examples?|don't|do not|don'ts|wrong|incorrect|worse|no|not recommended|✗|✘|❌|👎",
  borderline: "borderline|borderline examples?|ok|acceptable|edge cases?",
  example: "examples?|for example|e\\.g\\.",
  definition: "definitions?|meaning",
  isNot: "is not|not|is not about|does not mean|what it is not|what this is not",
  why: "why|why this matters|rationale|reason|reasons|reasoning|explanation",
  whenInDoubt: "when in doubt|if in doubt|if unsure|default",
  prompt: "prompt|user|user prompt|question|input",
  response: "response|answer|assistant|output|completion|model",
  severity: "severity",
  policy: "policy",
  avoid: "avoid|do not use|don't use|instead of|words to avoid",
  term: "terms?|word|words|phrase|name",
};

const LABELS = Object.entries(SAID).map(
  ([label, said]) => [label as Label, new RegExp(`^(?:${said})(?: \\d+)?$`)] as const,
);

/** What words such as "Good example" announce; null where they are no label. */
export function labelOf(words: string): Label | null {
  const said = words
    .replaceAll("’", "'")
    .replace(/\uFE0F/gu, "")
    .trim()
    .toLowerCase()
    .replace(/\s*:$/, "");
  return LABELS.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}

/** A paragraph that begins with words that are set apart from the rest by a colon or by their weight. */
export interface Opening {
  words: string;
  /** Whether the words are bold or in italics. */
  isSetApart: boolean;
  /** What follows the words in the paragraph, markers taken out. */
  rest: PhrasingContent[];
  marker: ReturnType<typeof readMarker>;
}

/** How a paragraph opens; null where nothing in its beginning is set apart. */
export function openingOf(node: RootContent | undefined): Opening | null {
  if (node?.type !== "paragraph") return null;
  const { marker, children } = withoutMarker(node);
  const [first, ...others] = children;
  if (first?.type === "strong" || first?.type === "emphasis") {
    const words = wordsOf(first).trim();
    const isLabel = /[:：]$/.test(words);
    const colon = isLabel ? null : startOf(others[0], /^\s*[:：]\s*/);
    if (!isLabel && !colon && others.length > 0 && !startOf(others[0], /^\s*\(/)) return null;
    const rest = trimmed(colon ? [...colon.rest, ...others.slice(1)] : others);
    return { words: words.replace(/\s*[:：]$/, ""), isSetApart: true, rest, marker };
  }
  const plain = startOf(first, /^[^\s:：][^:：\n.]{0,30}[:：](?:\s+|$)/);
  if (!plain) return null;
  const words = plain.found.replace(/[:：]\s*$/, "");
  return { words, isSetApart: false, rest: trimmed([...plain.rest, ...others]), marker };
}

/** The start of a text where it matches, and what is left of the text. */
function startOf(node: PhrasingContent | undefined, pattern: RegExp) {
  const found = node?.type === "text" ? pattern.exec(node.value)?.[0] : undefined;
  if (node?.type !== "text" || found === undefined) return null;
  const value = node.value.slice(found.length);
  return { found, rest: value === "" ? [] : [cut(node, found.length, value)] };
}

function trimmed([first, ...others]: PhrasingContent[]): PhrasingContent[] {
  if (first?.type === "break") return trimmed(others);
  const space = startOf(first, /^\s+/);
  return space ? trimmed([...space.rest, ...others]) : first ? [first, ...others] : [];
}

function cut<N extends PhrasingContent & { type: "text" }>(node: N, length: number, value: string): N {
  if (!node.position) return { ...node, value };
  const { start, end } = node.position;
  return { ...node, value, position: { end, start: { ...start, offset: start.offset! + length } } };
}

function withoutMarker({ children }: Paragraph): Pick<Opening, "marker"> & { children: PhrasingContent[] } {
  const at = children.findIndex((child) => child.type === "html" && readMarker(child.value));
  if (at < 0) return { marker: null, children };
  const html = children[at] as PhrasingContent & { type: "html" };
  const before = children.slice(0, at);
  const last = before.at(-1);
  if (last?.type === "text" && last.value.trim() === "") before.pop();
  return { marker: readMarker(html.value), children: [...before, ...children.slice(at + 1)] };
}
