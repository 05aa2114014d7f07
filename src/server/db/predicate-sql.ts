import type { Comparison, Json, Predicate } from "#content/index.ts";
import { AnyItemState } from "#contract/states.ts";
import { storedStates } from "./item-states.ts";

/** A condition as SQL over `i`, a row of the view item_now, and the values of its parameters. */
export interface PredicateSql {
  sql: string;
  values: unknown[];
}

/**
 * A predicate as the database evaluates it, the same as `holds` does over values in the process.
 * @param first the number of its first parameter
 */
export function predicateSql(predicate: Predicate, first: number): PredicateSql {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${first + values.push(value) - 1}`;
  const write = (part: Predicate): string => {
    if ("all" in part) return joined(part.all, " and ", "true");
    if ("any" in part) return joined(part.any, " or ", "false");
    if ("not" in part) return `not ${write(part.not)}`;
    return comparisonSql(part, given);
  };
  const joined = (parts: Predicate[], by: string, none: string): string =>
    parts.length === 0 ? none : `(${parts.map(write).join(by)})`;
  return { sql: write(predicate), values };
}

type Given = (value: unknown) => string;

/**
 * A comparison as SQL. A finding is a rule that was found broken, by its id, in a judgement that counts; one that is newer
 * than the answer does not count.
 */
function comparisonSql(comparison: Comparison, given: Given): string {
  const { of, name = "" } = comparison;
  switch (of) {
    case "attribute":
      return anyValue(`i.attributes -> ${given(name)}::text`, comparison, given);
    case "answer":
      return `exists (select from answer_head a where a.item_id = i.id and a.project_id = i.project_id and a.org_id = i.org_id
        and ${anyValue(`a.body -> ${given(name)}::text`, comparison, given)})`;
    case "author":
      return `exists (select from contribution a where a.item_id = i.id and a.project_id = i.project_id and a.org_id = i.org_id
        and ${matches("to_jsonb(a.agent_id)", comparison, given)})`;
    case "state":
      return `i.stored_state = any(${given(valuesOf(comparison).flatMap(storedOf))}::text[])`;
    case "text":
      return `(${
        valuesOf(comparison)
          .map((words) => `item_words(i.shown) @@ plainto_tsquery('simple', ${given(words)})`)
          .join(" or ") || "false"
      })`;
    case "finding":
      return `exists (select from rule_citation f where f.item_id = i.id and f.project_id = i.project_id and f.org_id = i.org_id
        and f.judgement = 'broken' and not f.newer and f.counts and f.rule_id = any(${given(idsOf(comparison))}::uuid[])
        ${reviewSql("f.review_id", comparison, given)})`;
    case "judged":
      return `exists (select from decision d join guide_version_entry x on x.version_id = d.guide_version_id and x.org_id = i.org_id
        and x.entry_id = any(${given(idsOf(comparison))}::uuid[])
        where d.item_id = i.id and d.project_id = i.project_id and d.org_id = i.org_id and d.counts
        ${reviewSql("d.id", comparison, given)})`;
  }
}

/** Narrows a review by the guide version under which it was made, the stage of its answer, and its decision or company. */
function reviewSql(review: string, comparison: Comparison, given: Given): string {
  const { version, stage, only } = comparison;
  const among = (join: string, where: string) =>
    `and exists (select from decision r ${join} where r.id = ${review} and r.org_id = i.org_id and ${where})`;
  return [
    ...(version === undefined
      ? []
      : [among("join guide_version v on v.id = r.guide_version_id", `v.n = ${given(version)}::int`)]),
    ...(stage === undefined
      ? []
      : [among("join answer_version a on a.id = r.answer_id", `a.stage = ${given(stage)}::text`)]),
    ...(only === "returned" ? [among("", "r.decision = 'return'")] : []),
    ...(only === "twice"
      ? [
          among(
            `join decision o on o.answer_id = r.answer_id and o.org_id = r.org_id and o.id <> r.id
             join guide_version_entry ox on ox.version_id = o.guide_version_id and ox.org_id = r.org_id`,
            `o.counts and ox.entry_id = any(${given(idsOf(comparison))}::uuid[])`,
          ),
        ]
      : []),
  ].join(" ");
}

/** Whether any member of a list matches, or the one value that is there. */
function anyValue(value: string, comparison: Comparison, given: Given): string {
  return `exists (select from (select ${value} as found) v cross join lateral jsonb_array_elements(
    case jsonb_typeof(v.found) when 'array' then v.found else jsonb_build_array(v.found) end) as e(value)
    where v.found is not null and (${matches("e.value", comparison, given)}))`;
}

function matches(value: string, comparison: Comparison, given: Given): string {
  if ("equals" in comparison) return `${value} = ${given(JSON.stringify(comparison.equals))}::jsonb`;
  if ("in" in comparison)
    return `${value} = any(${given(comparison.in.map((other: Json) => JSON.stringify(other)))}::jsonb[])`;
  const { from, to } = comparison.between;
  const ends = [
    ...(from === undefined ? [] : [bound(value, ">=", from, given)]),
    ...(to === undefined ? [] : [bound(value, "<=", to, given)]),
  ];
  return [`jsonb_typeof(${value}) in ('number', 'string')`, ...ends].join(" and ");
}

/** Numbers compare with numbers, texts with texts by code unit; the case keeps the database from casting others. */
function bound(value: string, how: ">=" | "<=", end: number | string, given: Given): string {
  return typeof end === "number"
    ? `case jsonb_typeof(${value}) when 'number' then (${value})::numeric ${how} ${given(end)}::numeric else false end`
    : `case jsonb_typeof(${value}) when 'string' then (${value} #>> '{}') collate "C" ${how} ${given(end)}::text else false end`;
}

/** The values that a comparison names; none of a range, which says nothing of states, words and rules. */
const namedBy = (comparison: Comparison): Json[] =>
  "equals" in comparison ? [comparison.equals] : "in" in comparison ? comparison.in : [];
const valuesOf = (comparison: Comparison): string[] => namedBy(comparison).map(String);

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The values that may be an id as the database writes it: nothing else equals one. As uuid an index finds them. */
const idsOf = (comparison: Comparison): Json[] =>
  namedBy(comparison).filter((value) => typeof value === "string" && ID.test(value));

/** A state in today's words or the first release's, as rows say it. */
function storedOf(word: string): readonly string[] {
  const { data } = AnyItemState.safeParse(word);
  return data ? storedStates(data) : [];
}
