import type { RootContent } from "mdast";
import { Severity, type Stance } from "../entry.ts";
import { type FileWords, fileWords } from "../file-words.ts";
import type { FoundExample } from "./conversation.ts";
import { type Label, labelOf, type Opening, openingOf } from "./labels.ts";
import { examplesAt, restAsBlock } from "./read-blocks.ts";
import { examplesOfTable } from "./read-table.ts";
import type { TextOf } from "./text-of.ts";

type Field = "statement" | "isNot" | "why" | "whenInDoubt";

/** What is found below a rule's heading. */
export interface FoundRule extends Record<Field, string> {
  severity: Severity | null;
  policy: { topic: string; useCase: string; stance: Stance } | null;
  examples: FoundExample[];
  /** Words that announced a field or an example, and are in none. */
  labels: string[];
}

/** The fields and examples of a rule, by the labels, tables and blocks that its text has. */
export function readRule(blocks: readonly RootContent[], text: TextOf): FoundRule {
  const fields: Record<Field, RootContent[]> = { statement: [], isNot: [], why: [], whenInDoubt: [] };
  const found = { severity: null as Severity | null, policy: null as FoundRule["policy"] };
  const examples: FoundExample[] = [];
  const labels: string[] = [];
  let field: Field = "statement";
  // A prompt stands before the examples that answer it.
  let asked: Opening | null = null;
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!;
    const some = block.type === "table" ? examplesOfTable(block, text) : examplesAt(blocks, at, text);
    if (some) {
      const prompt = asked ? text.inline(asked.rest) : "";
      examples.push(...some.examples.map((one) => (one.prompt === "" ? { ...one, prompt } : one)));
      labels.push(...some.labels);
      at += some.taken - 1;
      field = "statement";
      continue;
    }
    const opening = openingOf(block);
    const label = opening ? labelOf(opening.words) : null;
    asked = null;
    if (opening && label === "prompt" && opening.rest.length > 0 && examplesAt(blocks, at + 1, text)) {
      asked = opening;
      labels.push(opening.words);
      continue;
    }
    const one = opening && label && readValue(label, opening, text);
    if (one) {
      Object.assign(found, one);
      labels.push(opening.words);
    } else if (opening?.isSetApart && isField(label)) {
      labels.push(opening.words);
      if (opening.rest.length === 0) field = label;
      else fields[label].push(restAsBlock(opening));
    } else fields[field].push(block);
  }
  const written = Object.fromEntries(
    Object.entries(fields).map(([name, nodes]) => [name, text.blocks(nodes)]),
  ) as Record<Field, string>;
  return { ...written, ...found, examples, labels };
}

const isField = (label: Label | null): label is Exclude<Field, "statement"> =>
  label === "isNot" || label === "why" || label === "whenInDoubt";

/** The severity or policy that our own files write as a labelled line; null for anything else. */
function readValue(
  label: Label,
  { rest }: Opening,
  text: TextOf,
): Partial<Pick<FoundRule, "severity" | "policy">> | null {
  const words: FileWords = fileWords("en");
  const said = text.inline(rest).replaceAll(/\\(?=[\p{P}\p{S}])/gu, "");
  if (label === "severity") {
    const severity = Severity.options.find((each) => words.severities[each] === said.toLowerCase());
    return severity ? { severity } : null;
  }
  const [, topic, useCase, end] = (label === "policy" && /^(.+) × (.+): ([^:]+)$/.exec(said)) || [];
  const stance = Object.entries(words.stances).find(([, word]) => word === end)?.[0] as Stance | undefined;
  return stance ? { policy: { topic: topic!, useCase: useCase!, stance } } : null;
}
