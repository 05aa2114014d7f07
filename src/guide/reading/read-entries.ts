import type { RootContent } from "mdast";
import { EntryContent } from "../entry.ts";
import type { Marked } from "../markers.ts";
import type { Placed } from "../outline.ts";
import type { FoundExample } from "./conversation.ts";
import { type Part, partsOf } from "./headings.ts";
import { readRule } from "./read-rule.ts";
import { definitionIn, type FoundTerm, isGlossary, readTerms, takeAvoided } from "./read-terms.ts";
import { type FoundReference, referencesIn } from "./references.ts";
import type { LeftOut, Source } from "./source.ts";
import { type LooseContent, splitLong } from "./split-long.ts";
import { TextOf } from "./text-of.ts";

/** An entry as a file has it, in reading order with the others. */
export interface ReadEntry extends Placed {
  /** Whether the file carried the id, so that it is an entry of a guide already. */
  isKnown: boolean;
  /** The number of the entry's revision, where the file says it. */
  n?: number;
  content: EntryContent;
  /** The number and the name for links that the entry has in the file. */
  number: string | null;
  anchor: string | null;
  /** What the file says there, before anything was recognised in it. */
  source: string;
}

/** What a file says, as entries. */
export interface ReadGuide {
  title: string | null;
  entries: ReadEntry[];
  references: FoundReference[];
  leftOut: LeftOut[];
}

/**
 * Finds sections, rules, terms and examples in a file.
 * @param newId makes the ids of what the file has no id for
 * @throws UnreadableGuide where there are thousands of headings
 */
export function readEntries(source: Source, newId: () => string): ReadGuide {
  const leftOut = [...source.leftOut];
  const parts = partsOf({ ...source, leftOut });
  const title = takeTitle(parts) ?? source.title;
  const reader = new EntryReader(new TextOf(source.text), newId, leftOut);
  reader.read(parts);
  return { title, entries: reader.entries, references: referencesIn(reader.entries), leftOut };
}

/** A first heading that stands alone above all others is the guide's title. */
function takeTitle(parts: Part[]): string | null {
  const at = parts.findIndex(({ heading }) => heading !== null);
  const first = parts[at];
  if (!first || first.marker || first.number !== null || at > 0) return null;
  // A file with one more heading may have two that are alike; ours say which ones are entries.
  const areOurs = parts.some(({ marker }) => marker !== null);
  if (parts.length < (areOurs ? 2 : 3)) return null;
  if (parts.slice(1).some(({ depth }) => depth <= first.depth)) return null;
  if (first.body.length === 0) parts.shift();
  else Object.assign(first, { depth: 0, heading: null });
  return first.title;
}

const INTRODUCTION = "Introduction";

class EntryReader {
  readonly entries: ReadEntry[] = [];
  readonly #text: TextOf;
  readonly #newId: () => string;
  readonly #leftOut: LeftOut[];
  readonly #taken = new Set<string>();

  constructor(text: TextOf, newId: () => string, leftOut: LeftOut[]) {
    this.#text = text;
    this.#newId = newId;
    this.#leftOut = leftOut;
  }

  read(parts: readonly Part[]): void {
    const above: { id: string; depth: number }[] = [];
    for (const [at, part] of parts.entries()) {
      while (above.length > 0 && above.at(-1)!.depth >= part.depth) above.pop();
      const hasParts = part.depth > 0 && (parts[at + 1]?.depth ?? 0) > part.depth;
      const id = this.#readPart(part, above.at(-1)?.id ?? null, hasParts);
      if (part.depth > 0) above.push({ id, depth: part.depth });
    }
  }

  #readPart(part: Part, parent: string | null, hasParts: boolean): string {
    const kind = kindOf(part, hasParts);
    const terms: FoundTerm[] = [];
    const body = part.marker ? part.body : this.#takeDefinitions(part.body, terms);
    const glossary = kind === "section" && isGlossary(part.title) && !part.marker && !hasParts;
    const entry = {
      ...this.#identity(part.marker?.kind === kind ? part.marker.id : null),
      parent,
      number: part.number,
      anchor: part.anchor,
      source: this.#text.blocks([...(part.heading ? [part.heading] : []), ...part.body]),
    };
    const title = part.heading ? part.title : INTRODUCTION;
    const found = glossary ? readTerms(body, this.#text) : null;
    const content = found ? { kind, title, definition: found.before } : this.#contentOf(kind, title, body);
    for (const [more, each] of splitLong(content).entries()) {
      const place =
        more === 0 ? entry : { ...entry, ...this.#identity(null), number: null, anchor: null, source: "" };
      this.entries.push({ ...place, content: EntryContent.parse(each) });
    }
    this.#label(found?.labels ?? []);
    // A glossary's terms are in it; one that a rule defines stands behind the rule, since rules hold no entries.
    const home = kind === "section" ? entry.id : parent;
    for (const term of [...(found?.terms ?? []), ...terms]) this.#addTerm(term, home);
    return entry.id;
  }

  #contentOf(kind: EntryContent["kind"], title: string, body: RootContent[]): LooseContent {
    if (kind === "section") return { kind, title, definition: this.#text.blocks(body) };
    const labels: string[] = [];
    if (kind === "term") {
      const { avoid, kept } = takeAvoided(body, labels);
      this.#label(labels);
      return { kind, title, definition: this.#text.blocks(kept), ...{ avoid } };
    }
    const { labels: said, severity, examples, ...rule } = readRule(body, this.#text);
    this.#label(said);
    const withIds = examples.map((example) => this.#withId(example));
    return { kind, title, ...rule, ...(severity && { severity }), examples: withIds };
  }

  #takeDefinitions(body: readonly RootContent[], terms: FoundTerm[]): RootContent[] {
    return body.filter((block) => {
      const found = definitionIn(block, this.#text);
      if (!found) return true;
      this.#label([found.label]);
      terms.push(found);
      return false;
    });
  }

  #addTerm({ title, definition, avoid }: FoundTerm, parent: string | null): void {
    const content = EntryContent.parse({ kind: "term", title, definition, avoid });
    const source = `**${title}:** ${definition}`;
    this.entries.push({ ...this.#identity(null), parent, content, number: null, anchor: null, source });
  }

  /** The id that the file carries; a new one where it carries none, or the same a second time. */
  #identity(own: string | null): { id: string; isKnown: boolean } {
    const isKnown = own !== null && !this.#taken.has(own);
    const id = isKnown ? own : this.#newId();
    this.#taken.add(id);
    return { id, isKnown };
  }

  #withId(example: FoundExample) {
    return { ...example, id: this.#identity(example.id ?? null).id };
  }

  #label(labels: readonly string[]): void {
    this.#leftOut.push(...labels.map((text) => ({ why: "label" as const, text })));
  }
}

/** What a part becomes where its file does not say: a rule if it has text of its own and no parts. */
function kindOf({ marker, body, depth, title }: Part, hasParts: boolean): EntryContent["kind"] {
  const kind: Marked | undefined = marker?.kind;
  if (kind !== undefined && kind !== "example") return kind;
  return hasParts || body.length === 0 || depth === 0 || isGlossary(title) ? "section" : "rule";
}
