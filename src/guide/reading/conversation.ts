import type { Verdict } from "../entry.ts";
import { labelOf } from "./labels.ts";

/** An example as a file has it. */
export interface FoundExample {
  id?: string;
  verdict: Verdict;
  prompt: string;
  response: string;
  why: string;
  language?: string;
  skill?: string;
}

// Some files have a stray mark of a list before a tag.
const OPENING = /^[*\s]{0,3}<([\w-]+)([^<>]*)>[ \t]*(?:<!--\s*([A-Z]+)\b:?\s*([\s\S]*?)\s*-->)?[ \t]*$/;

/**
 * The examples in a conversation that is written with tags, `<user> … </user>`, of which some have a verdict in a
 * comment: `<assistant> <!-- BAD: too long -->`. What has none is the prompt.
 * @returns null where nothing has a verdict; `labels` are the words that are in no example
 */
export function readConversation(text: string): { examples: FoundExample[]; labels: string[] } | null {
  const prompt: string[] = [];
  const labels: string[] = [];
  const open: { end: string; lines: string[]; opening: string; example: FoundExample }[] = [];
  const found: FoundExample[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const current = open.at(-1);
    let line = lines[at]!;
    // A comment may go on over several lines.
    while (/^[*\s]{0,3}<[\w-]+[^<>]*>\s*<!--(?:(?!-->)[\s\S])*$/.test(line) && at + 1 < lines.length)
      line += `\n${lines[++at]}`;
    if (current) {
      if (line.trim() === current.end) finish(open.pop()!, found);
      else current.lines.push(line);
      continue;
    }
    const [, tag, attributes, said, why] = OPENING.exec(line) ?? [];
    const verdict = said === undefined ? null : labelOf(said);
    if (verdict === "good" || verdict === "bad" || verdict === "borderline") {
      labels.push(said!);
      const example = { verdict, prompt: "", response: "", why: why! };
      const opening = attributes!.trim() === "" ? "" : `<${tag}${attributes}>`;
      if (opening === "") labels.push(tag!, tag!);
      open.push({ end: `</${tag}>`, lines: [], opening, example });
    } else if (/^[*\s]{0,3}<\/?comparison>\s*$/.test(line)) labels.push("comparison");
    else prompt.push(line);
  }
  if (found.length === 0 || open.length > 0) return null;
  const asked = prompt.join("\n").trim();
  for (const example of found) example.prompt = asked === "" ? "" : fenced(asked, "xml");
  return { examples: found, labels };
}

function finish(
  { lines, opening, end, example }: { lines: string[]; opening: string; end: string; example: FoundExample },
  found: FoundExample[],
): void {
  const body = lines.join("\n").replace(/^\s*\n|\s+$/g, "");
  example.response = opening === "" ? body : fenced(`${opening}\n${body}\n${end}`, "xml");
  found.push(example);
}

/** Text in a fence that is longer than any in it. */
export function fenced(text: string, language = ""): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
