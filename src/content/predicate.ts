import { z } from "zod";
import { Json } from "./json.ts";

/**
 * What a condition can look at. `attribute` and `answer` take a name: the attribute's, the question's. `finding` and `judged`
 * take ids of rules: which an answer was found to break, and which a review had before it.
 */
export const PredicateSubject = z.enum([
  "state",
  "attribute",
  "answer",
  "author",
  "finding",
  "judged",
  "text",
]);
export type PredicateSubject = z.infer<typeof PredicateSubject>;

const about = {
  of: PredicateSubject,
  name: z.string().max(100).optional(),
  /** Of findings and judged rules: the guide version of the review, the stage of the answer, and which reviews. */
  version: z.int().min(1).max(1_000_000).optional(),
  stage: z.string().max(100).optional(),
  only: z.enum(["returned", "twice"]).optional(),
};
const Bound = z.union([z.number(), z.string().max(200)]);

/** One comparison. `between` includes both ends; an end that is left out is open. */
export const Comparison = z.union([
  z.strictObject({ ...about, equals: Json }),
  z.strictObject({ ...about, in: z.array(Json).max(1000) }),
  z.strictObject({ ...about, between: z.strictObject({ from: Bound.optional(), to: Bound.optional() }) }),
]);
export type Comparison = z.infer<typeof Comparison>;

/** A condition on an item: comparisons joined by all, any and not. The product's one filter language. */
export type Predicate = Comparison | { all: Predicate[] } | { any: Predicate[] } | { not: Predicate };
export const Predicate: z.ZodType<Predicate> = z.lazy(() =>
  z.union([
    Comparison,
    z.strictObject({ all: z.array(Predicate).max(100) }),
    z.strictObject({ any: z.array(Predicate).max(100) }),
    z.strictObject({ not: Predicate }),
  ]),
);

/** Reads what a comparison is about: one value, or several of which any may match; undefined where there is none. */
export type ReadValue = (of: PredicateSubject, name: string | undefined) => Json | Json[] | undefined;

/** Whether a predicate holds for the values that `read` gives. A missing value equals nothing and lies nowhere. */
export function holds(predicate: Predicate, read: ReadValue): boolean {
  if ("all" in predicate) return predicate.all.every((part) => holds(part, read));
  if ("any" in predicate) return predicate.any.some((part) => holds(part, read));
  if ("not" in predicate) return !holds(predicate.not, read);
  const found = read(predicate.of, predicate.name);
  const values = found === undefined ? [] : Array.isArray(found) ? found : [found];
  if ("equals" in predicate) return values.some((value) => same(value, predicate.equals));
  if ("in" in predicate) return values.some((value) => predicate.in.some((other) => same(value, other)));
  const { from, to } = predicate.between;
  return values.some(
    (value) =>
      (typeof value === "number" || typeof value === "string") &&
      (from === undefined || (typeof from === typeof value && value >= from)) &&
      (to === undefined || (typeof to === typeof value && value <= to)),
  );
}

const same = (one: Json, other: Json) => one === other || JSON.stringify(one) === JSON.stringify(other);

/** Everything that a predicate looks at. */
export function subjectsOf(predicate: Predicate): PredicateSubject[] {
  if ("all" in predicate) return predicate.all.flatMap(subjectsOf);
  if ("any" in predicate) return predicate.any.flatMap(subjectsOf);
  return "not" in predicate ? subjectsOf(predicate.not) : [predicate.of];
}
