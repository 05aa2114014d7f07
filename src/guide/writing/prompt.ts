import type { EntryContent, Example } from "../entry.ts";
import { type WrittenEntry, writeMarkdown } from "../markdown.ts";
import { numberEntries } from "../outline.ts";

/** What a prompt is made for. */
export interface PromptOptions {
  title: string;
  /** The language that the model answers in: examples in other languages are left out. */
  language: string | null;
  /** Whether a rule applies there; rules that do not are left out. */
  applies?: (content: EntryContent) => boolean;
  /** How long it may be, in tokens as `countTokens` estimates them; null for all of it. */
  tokens: number | null;
}

/** A prompt, and what it leaves out, named by number. */
export interface Prompt {
  text: string;
  tokens: number;
  /** Numbers of rules whose examples are missing, and of entries that are missing altogether. */
  cut: { examples: string[]; entries: string[] };
}

/** About how many tokens a text has: four bytes to one, which holds for most writing systems. */
export const countTokens = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / 4);

/**
 * A guide as instructions for a model: its rules with as many examples as fit. Examples go before rules, the last
 * first; rules go from the least severe, the last first. The same entries and options make the same text.
 * @param entries in reading order
 */
export function writePrompt(entries: readonly WrittenEntry[], options: PromptOptions): Prompt {
  const { title, language, tokens, applies = () => true } = options;
  const numbers = numberEntries(entries);
  const speaks = (example: Example) => language === null || isSameLanguage(example.language, language);
  const wanted = entries
    .filter(({ content }) => content.kind !== "rule" || applies(content))
    .map(({ content, ...place }) => ({
      ...place,
      content: content.kind === "rule" ? { ...content, examples: content.examples.filter(speaks) } : content,
    }));
  const cuts = cutsOf(wanted);
  const made = (count: number) => draw(wanted, cuts.slice(0, count), { title, language, numbers });
  let least = 0;
  if (tokens !== null) {
    // The fewest cuts that make it fit; each cut makes it shorter.
    let most = cuts.length;
    while (least < most) {
      const middle = (least + most) >> 1;
      if (made(middle).tokens <= tokens) most = middle;
      else least = middle + 1;
    }
  }
  return made(least);
}

const isSameLanguage = (one: string | null, other: string) =>
  one === null || one.split("-")[0]!.toLowerCase() === other.split("-")[0]!.toLowerCase();

type Cut = { entry: string; example: string | null };
const WEIGHT = { minor: 0, major: 1, critical: 2 };

/** What goes, in order: every example from the last, then terms and rules from the lightest and last. */
function cutsOf(entries: readonly WrittenEntry[]): Cut[] {
  const examples = entries.flatMap(({ id, content }): Cut[] =>
    content.kind === "rule" ? content.examples.map((example) => ({ entry: id, example: example.id })) : [],
  );
  const weightOf = (content: EntryContent) => (content.kind === "rule" ? WEIGHT[content.severity] : -1);
  const whole = entries
    .map(({ id, content }, at) => ({ id, at, kind: content.kind, weight: weightOf(content) }))
    .filter(({ kind }) => kind !== "section")
    .sort((one, other) => one.weight - other.weight || other.at - one.at)
    .map(({ id }): Cut => ({ entry: id, example: null }));
  return [...examples.reverse(), ...whole];
}

function draw(
  entries: readonly WrittenEntry[],
  cuts: readonly Cut[],
  { title, language, numbers }: { title: string; language: string | null; numbers: Map<string, string> },
): Prompt {
  const goneExamples = new Set(cuts.flatMap(({ example }) => example ?? []));
  const goneEntries = new Set(cuts.flatMap(({ entry, example }) => (example === null ? [entry] : [])));
  const cut = { examples: [] as string[], entries: [] as string[] };
  const kept = entries.flatMap((entry) => {
    const number = numbers.get(entry.id)!;
    if (goneEntries.has(entry.id)) {
      cut.entries.push(number);
      return [];
    }
    if (entry.content.kind !== "rule") return [entry];
    const examples = entry.content.examples.filter(({ id }) => !goneExamples.has(id));
    if (examples.length < entry.content.examples.length) cut.examples.push(number);
    return [{ ...entry, content: { ...entry.content, examples } }];
  });
  const options = { title, language: language ?? "en", markers: false, numbers };
  const notes = [
    cut.examples.length > 0 ? `Examples left out for length: ${cut.examples.join(", ")}.` : "",
    cut.entries.length > 0 ? `Rules and terms left out for length: ${cut.entries.join(", ")}.` : "",
  ].filter((note) => note !== "");
  const text = writeMarkdown(kept, options) + notes.map((note) => `\n${note}\n`).join("");
  return { text, tokens: countTokens(text), cut };
}
