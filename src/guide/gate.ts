import type { EntryChange } from "./compare.ts";
import type { RuleContent, RuleScope } from "./entry.ts";
import { mayApply } from "./scope.ts";

/** An entry that only stands elsewhere says what it said. */
export const saysElse = ({ kinds }: EntryChange): boolean => kinds.some((kind) => kind !== "moved");

const ruleOf = (side: EntryChange["before"]): RuleContent[] =>
  side?.content.kind === "rule" ? [side.content] : [];

/**
 * Where the rules that changed applied or apply now.
 * @returns null: everywhere, also where no rule changed, for sections, terms and texts have no scope
 */
export function scopesOf(changes: readonly EntryChange[]): RuleScope[] | null {
  const scopes = changes
    .filter(saysElse)
    .flatMap(({ before, after }) => [...ruleOf(before), ...ruleOf(after)])
    .map(({ scope }) => scope);
  const everywhere = scopes.some(({ where, stages }) => where === null && stages.length === 0);
  return everywhere || scopes.length === 0 ? null : scopes;
}

/** Whether a change of rules with these scopes touches a queue. */
export function touchesQueue(
  scopes: readonly RuleScope[] | null,
  queue: Parameters<typeof mayApply>[1],
): boolean {
  return scopes === null || scopes.some((scope) => mayApply(scope, queue));
}
