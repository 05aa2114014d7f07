import type { Attributes } from "#content/index.ts";
import type { VersionEntry } from "#contract/guides.ts";
import type { Example } from "#guide/entry.ts";
import { appliesTo } from "#guide/scope.ts";
import { searchParts } from "#guide/search-words.ts";

/**
 * The entries that a number or words lead to, their own or those of a ruling on them, in reading order; all of them where
 * nothing is asked.
 */
export function findEntries(
  entries: readonly VersionEntry[],
  asked: string,
  rulings: readonly { rule: string | null; text: string; question: string | null }[] = [],
): VersionEntry[] {
  const query = asked.trim().toLowerCase();
  if (query === "") return [...entries];
  if (/^#?\d[\d.]*$/.test(query)) {
    const number = query.replace(/^#|\.$/g, "");
    return entries.filter((entry) => entry.number === number || entry.number.startsWith(`${number}.`));
  }
  const { words, pairs } = searchParts(query);
  return entries.filter((entry) => {
    const ruled = rulings.filter(({ rule }) => rule === entry.id);
    const said = ruled.map(({ text, question }) => `${text} ${question ?? ""}`);
    const text = [textOf(entry), ...said].join(" ").toLowerCase();
    return [...words, ...pairs].every((part) => text.includes(part));
  });
}

function textOf({ content }: VersionEntry): string {
  switch (content.kind) {
    case "section":
      return `${content.title} ${content.definition}`;
    case "term":
      return [content.title, content.definition, ...content.avoid].join(" ");
    case "rule": {
      const { title, statement, isNot, why, whenInDoubt } = content;
      return [title, statement, isNot, why, whenInDoubt].join(" ");
    }
  }
}

/** The rules that are for this item alone: those with a scope, where it holds. */
export function rulesForItem(
  entries: readonly VersionEntry[],
  stage: string,
  attributes: Attributes,
): VersionEntry[] {
  return entries.filter(({ content }) => {
    if (content.kind !== "rule") return false;
    const { scope } = content;
    return (scope.where !== null || scope.stages.length > 0) && appliesTo(scope, stage, attributes);
  });
}

/** An example with the rule that it is of. */
export interface Shown {
  number: string;
  title: string;
  example: Example;
}

/** The gallery: every example of every rule. */
export function examplesOf(entries: readonly VersionEntry[]): Shown[] {
  return entries.flatMap(({ number, content }) =>
    content.kind === "rule"
      ? content.examples.map((example) => ({ number, title: content.title, example }))
      : [],
  );
}
