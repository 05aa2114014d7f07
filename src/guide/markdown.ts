import type { EntryContent, Example, RuleContent, TermContent } from "./entry.ts";
import { type FileWords, fileWords } from "./file-words.ts";
import { markerOf } from "./markers.ts";
import { numberEntries, type Placed } from "./outline.ts";

/** An entry as it is written into a file. */
export interface WrittenEntry extends Placed {
  content: EntryContent;
}

export interface MarkdownOptions {
  /** The guide's own title, which becomes the first heading, above all entries. */
  title?: string;
  /** The language of the words around the text, such as "Good example". */
  language?: string;
  /** The numbers of the entries, where more entries count than are written. */
  numbers?: ReadonlyMap<string, string>;
  /** Whether comments carry the ids, so that the file can be read back; what is only read does without them. */
  markers?: boolean;
}

const DEEPEST = 6;

/**
 * A guide as Markdown: a heading with its number for each entry, and below it what the entry says.
 * The same entries and options make the same bytes.
 * @param entries in reading order
 */
export function writeMarkdown(entries: readonly WrittenEntry[], options: MarkdownOptions = {}): string {
  const { title, language = "en", markers = true, numbers = numberEntries(entries) } = options;
  const words = fileWords(language);
  const mark: Mark = (kind, id) => (markers ? ` ${markerOf(kind, id)}` : "");
  const blocks = title === undefined ? [] : [heading(1, escapeLine(title))];
  for (const { id, content } of entries) {
    const number = numbers.get(id)!;
    const depth = number.split(".").length + (title === undefined ? 0 : 1);
    blocks.push(heading(depth, `${number} ${escapeLine(content.title)}${mark(content.kind, id)}`));
    blocks.push(...bodyOf(content, words, mark));
  }
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}

type Mark = (...of: Parameters<typeof markerOf>) => string;

const heading = (depth: number, text: string) => `${"#".repeat(Math.min(depth, DEEPEST))} ${text}`;

function bodyOf(content: EntryContent, words: FileWords, mark: Mark): string[] {
  if (content.kind === "section") return whole(content.definition);
  return content.kind === "term" ? termBody(content, words) : ruleBody(content, words, mark);
}

function termBody({ definition, avoid }: TermContent, words: FileWords): string[] {
  return [...whole(definition), ...labelled(words.avoid, avoid.map(escapeLine).join(", "))];
}

function ruleBody(rule: RuleContent, words: FileWords, mark: Mark): string[] {
  const { severity, policy } = rule;
  return [
    ...whole(rule.statement),
    // Most rules are of the middle severity, which goes without saying.
    ...(severity === "major" ? [] : labelled(words.severity, words.severities[severity])),
    ...(policy === null
      ? []
      : labelled(
          words.policy,
          `${escapeLine(policy.topic)} × ${escapeLine(policy.useCase)}: ${words.stances[policy.stance]}`,
        )),
    ...labelled(words.isNot, rule.isNot),
    ...labelled(words.why, rule.why),
    ...labelled(words.whenInDoubt, rule.whenInDoubt),
    ...rule.examples.flatMap((example) => exampleBlocks(example, words, mark)),
  ];
}

function exampleBlocks(example: Example, words: FileWords, mark: Mark): string[] {
  const { prompt, response, why } = example;
  const about = [example.language, example.skill].filter(Boolean).join(" · ");
  const head = `**${words.example[example.verdict]}**${about && ` (${escapeLine(about)})`}`;
  // A response alone needs no label, unless it looks like one.
  const isAlone = prompt.trim() === "" && why.trim() === "" && !response.trimStart().startsWith("**");
  const parts = isAlone
    ? whole(response)
    : [...labelled(words.prompt, prompt), ...labelled(words.response, response), ...labelled(words.why, why)];
  return [`${head}${mark("example", example.id)}`, quoted(parts.join("\n\n"))];
}

/** A text under its label: on the same line where it is one line of prose. */
function labelled(label: string, text: string): string[] {
  const [block] = whole(text);
  if (block === undefined) return [];
  return /^[\p{L}"“„«‘(].*$/u.test(block) && !block.includes("\n")
    ? [`**${label}:** ${block}`]
    : [`**${label}:**`, block];
}

const quoted = (text: string) => text.replace(/^(?=.)/gm, "> ").replace(/^$/gm, ">");

/** A text of an entry, so that what follows is not swallowed by a fence or a comment that it left open. */
function whole(text: string): string[] {
  const lines = text.replaceAll(/\r\n?/g, "\n").split("\n");
  let fence: string | null = null;
  for (const line of lines) {
    const [, run, rest] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (run === undefined) continue;
    if (fence === null) fence = run[0] === "`" && rest!.includes("`") ? null : run;
    else if (run[0] === fence[0] && run.length >= fence.length && rest!.trim() === "") fence = null;
  }
  const end = fence ?? (text.lastIndexOf("<!--") > text.lastIndexOf("-->") ? "-->" : null);
  const block = [...lines, ...(end === null ? [] : [end])].join("\n").replace(/^\s*\n|\s+$/g, "");
  return block === "" ? [] : [block];
}

/** A line of plain words in Markdown, where none of its characters is markup. */
const escapeLine = (text: string) =>
  text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*_[\]<>~]|&(?=#?\w+;)|#(?=\s*$)/g, "\\$&");
