import { type Attributes, holds, type Predicate } from "#content/index.ts";
import type { RuleScope } from "./entry.ts";

/** Whether a rule applies to an item at a stage. What a condition asks beside attributes is not known yet, and fails. */
export function appliesTo(scope: RuleScope, stage: string, attributes: Attributes): boolean {
  if (scope.stages.length > 0 && !scope.stages.includes(stage)) return false;
  if (scope.where === null) return true;
  return holds(scope.where, (of, name = "") => (of === "attribute" ? attributes[name] : undefined));
}

/**
 * Whether a rule may apply to some item of a queue, of which only the attributes that divide the work are known.
 * @param known by name; null: items of the queue have no such attribute
 */
export function mayApply(
  scope: RuleScope,
  { stage, attributes }: { stage: string; attributes: Record<string, Attributes[string] | null> },
): boolean {
  if (scope.stages.length > 0 && !scope.stages.includes(stage)) return false;
  return scope.where === null || judge(scope.where, attributes) !== false;
}

/** True or false where what is known decides a condition, else undefined. */
function judge(predicate: Predicate, known: Record<string, Attributes[string] | null>): boolean | undefined {
  if ("not" in predicate) {
    const found = judge(predicate.not, known);
    return found === undefined ? undefined : !found;
  }
  if ("all" in predicate || "any" in predicate) {
    const all = "all" in predicate;
    const found = (all ? predicate.all : predicate.any).map((part) => judge(part, known));
    if (found.includes(!all)) return !all;
    return found.includes(undefined) ? undefined : all;
  }
  const { of, name = "" } = predicate;
  if (of !== "attribute" || !(name in known)) return undefined;
  return holds(predicate, () => known[name] ?? undefined);
}
