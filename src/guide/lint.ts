import { type AvoidedWord, avoidedIn, usedIn } from "./avoided.ts";
import type { EntryContent, RuleContent } from "./entry.ts";
import type { LintKind } from "./lint-kind.ts";

export type { LintKind } from "./lint-kind.ts";

export interface LintFinding {
  entry: string;
  kind: LintKind;
  /** The words that it is about, where there are any. */
  words: string[];
}

/** Words by which two readers mean different things. English alone. */
const VAGUE =
  /\b(appropriate(?:ly)?|reasonabl[ey]|adequate(?:ly)?|sufficient(?:ly)?|as needed|if possible|where possible|usually|generally|etc|and so on|good quality|nice(?:ly)?|proper(?:ly)?|somewhat|relatively)\b/gi;
/** A title that asks for two things. */
const DOUBLE = /\b(?:and|as well as)\b/i;

/**
 * What is worth a second look in the rules of a guide, in their order. A hint, not an error.
 * @param entries in reading order
 */
export function lintGuide(entries: readonly { id: string; content: EntryContent }[]): LintFinding[] {
  const rules = entries.flatMap(({ id, content }) =>
    content.kind === "rule" ? [{ id, rule: content }] : [],
  );
  const over = new Map(rules.map(({ id, rule }) => [id, rule.over]));
  const avoided = avoidedIn(entries);
  return rules.flatMap(({ id, rule }) => [
    ...lintRule(rule, avoided).map((finding) => ({ entry: id, ...finding })),
    ...(isOverItself(id, over) ? [{ entry: id, kind: "circular" as const, words: [] }] : []),
  ]);
}

/** Whether a rule says nothing but its title. Such a rule is not published. */
export const isEmptyRule = (content: EntryContent): boolean =>
  content.kind === "rule" &&
  content.examples.length === 0 &&
  [content.statement, content.isNot, content.whenInDoubt].every((text) => text.trim() === "");

/** What a rule's readers take for its own words: bad examples say what is wrong on purpose. */
const wordsOf = ({ title, statement, isNot, why, whenInDoubt, examples }: RuleContent): string =>
  [
    ...[title, statement, isNot, why, whenInDoubt],
    ...examples.flatMap(({ verdict, response, why: reason }) =>
      verdict === "bad" ? [reason] : [response, reason],
    ),
  ].join("\n");

function lintRule(rule: RuleContent, avoided: readonly AvoidedWord[]): Omit<LintFinding, "entry">[] {
  const { title, statement, examples, owner } = rule;
  const used = usedIn(wordsOf(rule), avoided).map(({ word }) => word);
  const vague = [...new Set((statement.match(VAGUE) ?? []).map((word) => word.toLowerCase()))];
  const verdicts = new Set(examples.map(({ verdict }) => verdict));
  const found: (Omit<LintFinding, "entry"> | false)[] = [
    isEmptyRule(rule) && { kind: "empty", words: [] },
    used.length > 0 && { kind: "avoided", words: used },
    vague.length > 0 && { kind: "vague", words: vague },
    DOUBLE.test(title) && { kind: "double", words: [] },
    examples.length === 0 && { kind: "no-examples", words: [] },
    examples.length > 1 && verdicts.size === 1 && { kind: "one-sided", words: [] },
    owner === null && { kind: "no-owner", words: [] },
  ];
  return found.filter((finding) => finding !== false);
}

/** Whether a rule takes precedence over itself, by way of others. */
function isOverItself(id: string, over: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [...(over.get(id) ?? [])];
  while (open.length > 0) {
    const next = open.pop()!;
    if (next === id) return true;
    if (!seen.has(next)) open.push(...(over.get(next) ?? []));
    seen.add(next);
  }
  return false;
}
