import type { FoundEntry } from "#contract/guide-files.ts";
import { EntryContent } from "#guide/entry.ts";
import { textOf, withText } from "./main-text.ts";

/** Entries that were read from a file, in reading order; every change gives a new list. */
export type Entries = readonly FoundEntry[];

export type Step = "up" | "down" | "in" | "out";

const indexOf = (entries: Entries, id: string) => entries.findIndex((entry) => entry.id === id);

/** Behind which index an entry and what is in it ends. */
function endOf(entries: Entries, at: number): number {
  const inside = new Set([entries[at]!.id]);
  let end = at + 1;
  while (end < entries.length && inside.has(entries[end]!.parent ?? "")) inside.add(entries[end++]!.id);
  return end;
}

/** An entry, with what is in it, one step further; the same list where it cannot go there. */
export function moved(entries: Entries, id: string, step: Step): Entries {
  const at = indexOf(entries, id);
  const { parent } = entries[at]!;
  const end = endOf(entries, at);
  const block = entries.slice(at, end);
  const siblings = entries.filter((entry) => entry.parent === parent);
  const place = siblings.findIndex((entry) => entry.id === id);
  const before = siblings[place - 1];
  if (step === "in") {
    if (before?.content.kind !== "section") return entries;
    return entries.map((entry) => (entry.id === id ? { ...entry, parent: before.id } : entry));
  }
  if (step === "out") {
    const above = parent === null ? -1 : indexOf(entries, parent);
    if (above < 0) return entries;
    const own = { ...block[0]!, parent: entries[above]!.parent };
    const sectionEnd = endOf(entries, above);
    return [
      ...entries.slice(0, at),
      ...entries.slice(end, sectionEnd),
      own,
      ...block.slice(1),
      ...entries.slice(sectionEnd),
    ];
  }
  if (step === "up") {
    if (!before) return entries;
    const first = indexOf(entries, before.id);
    return [...entries.slice(0, first), ...block, ...entries.slice(first, at), ...entries.slice(end)];
  }
  const next = siblings[place + 1];
  if (!next) return entries;
  const nextEnd = endOf(entries, indexOf(entries, next.id));
  return [...entries.slice(0, at), ...entries.slice(end, nextEnd), ...block, ...entries.slice(nextEnd)];
}

/** An entry joined with the one before it, which keeps its id; the same list for the first, or for one that holds others. */
export function joined(entries: Entries, id: string): Entries {
  const at = indexOf(entries, id);
  const [before, entry] = [entries[at - 1], entries[at]!];
  if (!before || endOf(entries, at) > at + 1) return entries;
  const text = [textOf(before.content), `**${entry.content.title}**`, textOf(entry.content)];
  const content = withText(before.content, text.filter((part) => part !== "").join("\n\n"));
  const both =
    content.kind === "rule" && entry.content.kind === "rule"
      ? {
          ...content,
          isNot: together(content.isNot, entry.content.isNot),
          why: together(content.why, entry.content.why),
          whenInDoubt: together(content.whenInDoubt, entry.content.whenInDoubt),
          examples: [...content.examples, ...entry.content.examples],
        }
      : content;
  const source = together(before.source, entry.source);
  return entries.flatMap((each, n) =>
    n === at ? [] : n === at - 1 ? [{ ...before, content: both, source }] : [each],
  );
}

const together = (one: string, other: string) => [one, other].filter((text) => text !== "").join("\n\n");

/** The paragraphs at which an entry can be split, code and lists kept whole. */
export function paragraphsOf(content: EntryContent): string[] {
  const paragraphs: string[] = [];
  let fence = false;
  for (const piece of textOf(content).split(/\n{2,}/)) {
    if (fence) paragraphs[paragraphs.length - 1] += `\n\n${piece}`;
    else paragraphs.push(piece);
    if ((piece.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0) % 2 === 1) fence = !fence;
  }
  return paragraphs;
}

/** An entry as two: what begins with a paragraph is a new one, titled by its first words. */
export function split(entries: Entries, id: string, paragraph: number, newId: string): Entries {
  const at = indexOf(entries, id);
  const entry = entries[at]!;
  const paragraphs = paragraphsOf(entry.content);
  if (paragraph < 1 || paragraph >= paragraphs.length) return entries;
  const text = (from: number, to?: number) => paragraphs.slice(from, to).join("\n\n");
  const second = text(paragraph);
  const kind = entry.content.kind === "section" ? "rule" : entry.content.kind;
  const field = kind === "rule" ? "statement" : "definition";
  const content = EntryContent.parse({ kind, title: titleOf(second), [field]: second });
  const parent = entry.content.kind === "section" ? entry.id : entry.parent;
  const made = { id: newId, parent, isKnown: false, content, number: null, source: second };
  const first = { ...entry, content: withText(entry.content, text(0, paragraph)) };
  return [...entries.slice(0, at), first, made, ...entries.slice(at + 1)];
}

function titleOf(text: string): string {
  const words = (text.match(/[\p{L}\p{N}][^\s]*/gu) ?? ["…"]).slice(0, 8).join(" ");
  return words.replaceAll(/[*_`~.,;:]+(?=\s|$)/g, "").slice(0, 300) || "…";
}

/** An entry as one of another kind, with the same words; a section that holds others stays one. */
export function asKind(entries: Entries, id: string, kind: EntryContent["kind"]): Entries {
  const at = indexOf(entries, id);
  const { content } = entries[at]!;
  if (content.kind === kind || endOf(entries, at) > at + 1) return entries;
  const text = kind === "rule" ? { statement: textOf(content) } : { definition: wholeText(content) };
  const next = EntryContent.parse({ kind, title: content.title, ...text });
  return entries.map((entry) => (entry.id === id ? { ...entry, content: next } : entry));
}

/** All texts of an entry in one, so that no word is lost where it becomes something without examples. */
function wholeText(content: EntryContent): string {
  if (content.kind !== "rule") return content.definition;
  const examples = content.examples.flatMap(({ prompt, response, why }) => [prompt, response, why]);
  return [content.statement, content.isNot, content.why, content.whenInDoubt, ...examples]
    .filter((text) => text !== "")
    .join("\n\n");
}

/** The list without an entry and what is in it. */
export function without(entries: Entries, id: string): Entries {
  const at = indexOf(entries, id);
  return [...entries.slice(0, at), ...entries.slice(endOf(entries, at))];
}
