import type { VersionEntry } from "#contract/guides.ts";

/** A rule as it is cited: by its number. */
export interface CitableRule {
  id: string;
  number: string;
  title: string;
  statement: string;
  severity: string;
}

/** The rules of a guide's version, in reading order. */
export function citableRules(entries: readonly VersionEntry[]): CitableRule[] {
  return entries.flatMap(({ id, number, content }) =>
    content.kind === "rule"
      ? [{ id, number, title: content.title, statement: content.statement, severity: content.severity }]
      : [],
  );
}

/** The rules that a text cites, such as #4.2, each once. */
export function rulesIn(text: string, rules: readonly CitableRule[]): CitableRule[] {
  const numbers = new Set([...text.matchAll(/#(\d+(?:\.\d+)*)/g)].map(([, number]) => number));
  return rules.filter(({ number }) => numbers.has(number));
}

/** What stands behind the last # before the caret, where a rule is being cited there; else null. */
export function citingAt(text: string, caret: number): { from: number; query: string } | null {
  const found = /#([^#\n]{0,40})$/.exec(text.slice(0, caret));
  return found ? { from: found.index, query: found[1]! } : null;
}

/** The rules that a number or words lead to: by number first, then by words of the title and the statement. */
export function rulesFor(query: string, rules: readonly CitableRule[], most = 8): CitableRule[] {
  const asked = query.trim().toLowerCase();
  if (/^\d/.test(asked)) return rules.filter(({ number }) => `${number} `.startsWith(query)).slice(0, most);
  const words = asked.split(/\s+/).filter(Boolean);
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const titled = rules.filter(({ title }) => has(title));
  const said = rules.filter(({ title, statement }) => !has(title) && has(`${title} ${statement}`));
  return [...titled, ...said].slice(0, most);
}
