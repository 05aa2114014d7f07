import type { ListItem, Paragraph, RootContent, Table } from "mdast";
import { toString as wordsOf } from "mdast-util-to-string";
import { labelOf, openingOf } from "./labels.ts";
import { restAsBlock } from "./read-blocks.ts";
import { cellText } from "./read-table.ts";
import type { TextOf } from "./text-of.ts";

export interface FoundTerm {
  title: string;
  definition: string;
  avoid: string[];
}

/** What a glossary holds: terms, and the text before the first. */
export interface FoundTerms {
  before: string;
  terms: FoundTerm[];
  labels: string[];
}

const GLOSSARY =
  /^(?:definitions?|glossary|terms?|terminology|key terms|vocabulary|(?:terms|glossary) (?:and|&) definitions|glossar|begriffe|definitionen|glossaire|glosario)(?: of terms)?$/i;

/** Whether a heading announces a list of terms. */
export const isGlossary = (title: string): boolean => GLOSSARY.test(title.trim());

/** The terms of a glossary: paragraphs or list items that open with the term, or rows of a table. */
export function readTerms(blocks: readonly RootContent[], text: TextOf): FoundTerms {
  const before: RootContent[] = [];
  const found: (FoundTerm & { more: RootContent[] })[] = [];
  const labels: string[] = [];
  for (const block of blocks) {
    const one = termOf(block, text);
    const many =
      block.type === "list"
        ? allOf(block.children.map((item) => termOfItem(item, text)))
        : block.type === "table"
          ? termsOfTable(block, text, labels)
          : null;
    if (one) found.push({ ...one, more: [] });
    else if (many) found.push(...many.map((term) => ({ ...term, more: [] })));
    else (found.at(-1)?.more ?? before).push(block);
  }
  const terms = found.map(({ more, ...term }) => withAvoided(term, more, text, labels));
  return { before: text.blocks(before), terms, labels };
}

/** "**Token:** a piece of a word" */
function termOf(block: RootContent, text: TextOf): FoundTerm | null {
  const opening = openingOf(block);
  if (!opening?.isSetApart || opening.words === "" || opening.words.length > 300) return null;
  const label = labelOf(opening.words);
  // "User" and "Assistant" are terms where terms are explained.
  if ((label !== null && label !== "prompt" && label !== "response") || opening.rest.length === 0)
    return null;
  return { title: opening.words, definition: text.blocks([restAsBlock(opening)]), avoid: [] };
}

function termOfItem({ children }: ListItem, text: TextOf): FoundTerm | null {
  const [first, ...others] = children;
  const opening = openingOf(first);
  if (!opening || opening.rest.length === 0 || opening.words.length > 300 || others.length > 0) return null;
  return { title: opening.words, definition: text.inline(opening.rest), avoid: [] };
}

const allOf = <T>(values: (T | null)[]): T[] | null =>
  values.length > 0 && values.every((value) => value !== null) ? values : null;

function termsOfTable({ children }: Table, text: TextOf, labels: string[]): FoundTerm[] | null {
  const [head, ...rows] = children;
  const columns = head!.children.map((cell) => labelOf(wordsOf(cell)));
  const avoidAt = columns.findIndex((column) => column === "avoid" || column === "bad" || column === "isNot");
  if (rows.length === 0 || rows.some((row) => wordsOf(row.children[0]).trim() === "")) return null;
  labels.push(...head!.children.map((cell) => wordsOf(cell)).filter((words) => words !== ""));
  return rows.map(({ children: cells }) => ({
    title: wordsOf(cells[0]).trim().slice(0, 300),
    definition: cells
      .flatMap((cell, at) => (at === 0 || at === avoidAt ? [] : [cellText(cell.children, text)]))
      .filter((words) => words !== "")
      .join("\n\n"),
    avoid: avoidAt > 0 ? listed(wordsOf(cells[avoidAt])) : [],
  }));
}

const listed = (words: string) =>
  words
    .split(/[,;、，]/)
    .map((word) => word.trim())
    .filter((word) => word !== "" && word.length <= 300)
    .slice(0, 50);

/** A term with the blocks below it, of which one may say which words to avoid. */
function withAvoided(term: FoundTerm, more: RootContent[], text: TextOf, labels: string[]): FoundTerm {
  const { avoid, kept } = takeAvoided(more, labels);
  const definition = [term.definition, text.blocks(kept)].filter((part) => part !== "").join("\n\n");
  return { title: term.title, definition, avoid: [...term.avoid, ...avoid] };
}

/** The words to avoid, and the blocks that do not name them. */
export function takeAvoided(blocks: readonly RootContent[], labels: string[]) {
  const avoid: string[] = [];
  const kept = blocks.filter((block) => {
    const opening = openingOf(block);
    if (!opening?.isSetApart || labelOf(opening.words) !== "avoid") return true;
    labels.push(opening.words);
    avoid.push(...listed(wordsOf({ type: "paragraph", children: opening.rest } satisfies Paragraph)));
    return false;
  });
  return { avoid, kept };
}

/** A term that a rule or section defines in a block of its own: "**Definition:** *Token* means …"; null for any other block. */
export function definitionIn(block: RootContent, text: TextOf): (FoundTerm & { label: string }) | null {
  const opening = openingOf(block);
  if (!opening || labelOf(opening.words) !== "definition") return null;
  const [first] = opening.rest;
  const words = first?.type === "strong" || first?.type === "emphasis" ? wordsOf(first).trim() : "";
  const said = text.inline(opening.rest);
  const [, named] = /^["“„]?([^"“”:.]{1,60}?)["”]?\s+(?:means|is|are|refers to)\s/.exec(said) ?? [];
  const title = words || named;
  return title ? { title, definition: said, avoid: [], label: opening.words } : null;
}
