import { type Attributes, holds } from "#content/index.ts";
import type { RuleScope } from "./entry.ts";

/** Whether a rule applies to an item at a stage. What a condition asks beside attributes is not known yet, and fails. */
export function appliesTo(scope: RuleScope, stage: string, attributes: Attributes): boolean {
  if (scope.stages.length > 0 && !scope.stages.includes(stage)) return false;
  if (scope.where === null) return true;
  return holds(scope.where, (of, name = "") => (of === "attribute" ? attributes[name] : undefined));
}
