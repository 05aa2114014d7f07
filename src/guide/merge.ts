import { canonical } from "#content/index.ts";
import type { EntryContent, Example } from "./entry.ts";
import { type Hunk, hunksBetween } from "./list-diff.ts";

/** What two people made of one entry: both edits together, or the fields that both changed differently. */
export type Merged = { content: EntryContent } | { conflicts: string[] };

const TEXTS = new Set(["definition", "statement", "isNot", "why", "whenInDoubt"]);

/**
 * Joins two edits of an entry. Texts are joined paragraph by paragraph, examples one by one, other fields as wholes.
 * @param base what both began with
 */
export function mergeContent(base: EntryContent, mine: EntryContent, theirs: EntryContent): Merged {
  const conflicts: string[] = [];
  const content: Record<string, unknown> = {};
  for (const field of Object.keys(theirs)) {
    const [was, one, other] = [base, mine, theirs].map((from) => (from as Fields)[field]);
    const merged = mergeField(field, was, one, other);
    if (merged === undefined) conflicts.push(field);
    else content[field] = merged;
  }
  return conflicts.length > 0 ? { conflicts } : { content: content as unknown as EntryContent };
}

type Fields = Record<string, unknown>;

/** Both edits of a field, or undefined where they exclude each other. */
function mergeField(field: string, base: unknown, mine: unknown, theirs: unknown): unknown {
  const whole = mergeWhole(base, mine, theirs);
  if (whole !== undefined) return whole;
  if (TEXTS.has(field)) return mergeText(base as string, mine as string, theirs as string);
  if (field === "examples") return mergeExamples(base as Example[], mine as Example[], theirs as Example[]);
  return undefined;
}

const equal = (one: unknown, other: unknown) => canonical(one) === canonical(other);

function mergeWhole(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (equal(mine, theirs) || equal(mine, base)) return theirs;
  return equal(theirs, base) ? mine : undefined;
}

/** Paragraphs, and the empty lines between them, as members of their own. */
const paragraphs = (text: string) => (text === "" ? [] : text.split(/(\n\s*\n)/));

/** Joins two edits of a text that touch different paragraphs; undefined where they touch the same one. */
export function mergeText(base: string, mine: string, theirs: string): string | undefined {
  const list = paragraphs(base);
  const one = hunksBetween(list, paragraphs(mine));
  const other = hunksBetween(list, paragraphs(theirs)).filter((hunk) => !one.some((own) => equal(own, hunk)));
  if (one.some((own) => other.some((hunk) => collide(own, hunk)))) return undefined;
  const hunks = [...one, ...other].sort((a, b) => b.from - a.from || b.to - a.to);
  for (const { from, to, put } of hunks) list.splice(from, to - from, ...put);
  return list.join("");
}

/** Whether two changes touch the same member, or put something into the same gap. */
function collide<T>(one: Hunk<T>, other: Hunk<T>): boolean {
  if (one.from === one.to && other.from === other.to) return one.from === other.from;
  return one.from < other.to && other.from < one.to;
}

/** Examples are known by their ids: each is kept, changed, added or removed on its own. */
function mergeExamples(base: Example[], mine: Example[], theirs: Example[]): Example[] | undefined {
  const find = (list: Example[], id: string) => list.find((example) => example.id === id) ?? null;
  const ids = [...new Set([...theirs, ...mine].map(({ id }) => id))];
  const merged: Example[] = [];
  for (const id of ids) {
    const example = mergeWhole(find(base, id), find(mine, id), find(theirs, id));
    if (example === undefined) return undefined;
    if (example !== null) merged.push(example as Example);
  }
  return merged;
}
