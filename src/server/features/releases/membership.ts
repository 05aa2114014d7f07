import type pg from "pg";
import type { Json, Predicate } from "#content/index.ts";
import type { ReleaseFilter, ReleasePolicy } from "#contract/releases.ts";
import { predicateSql } from "../../db/predicate-sql.ts";

/** Slots whose newest answer counts; submitted: not yet decided on. */
const ACCEPTED = ["accepted"];
const SUBMITTED = ["submitted", "accepted"];

/** Where the condition on items goes. */
const FITS = "(true /* what the filter asks */)";

/**
 * Which items a release holds, each with its answers that count (the newest version of each slot, in the order in
 * which they were given) and all reviews of these and their earlier versions.
 * $1 project, $2 organization, $3 form versions, $4 slot states, then what the condition on items asks for
 */
const MEMBERS = `
  with item_in as (
    select i.id, i.position, coalesce(i.family, i.id::text) as family from item_now i
    where i.project_id = $1 and i.org_id = $2 and ${FITS}),
  head as (
    select distinct on (a.slot_id) a.id, a.slot_id, a.item_id, a.at, a.form_n as form, a.slot_state as state
    from answer_version a where a.project_id = $1 and a.org_id = $2 and a.counts
    order by a.slot_id, a.n desc),
  counted as (
    select * from head where state = any($4::text[]) and (cardinality($3::int[]) = 0 or form = any($3))),
  answers as (
    select item_id, array_agg(id order by at, id) as ids, array_agg(slot_id) as slots from counted group by item_id),
  member as (
    select i.id, i.position, i.family, coalesce(a.ids, '{}') as answer_ids, a.slots
    from item_in i left join answers a on a.item_id = i.id
    where a.item_id is not null or cardinality($3::int[]) = 0)`;

export interface Members {
  project: string;
  org: string;
  filter: ReleaseFilter;
}

/** A statement over MEMBERS with the filter's condition in its place, and `others` as the parameters from $5 on. */
function select(
  text: string,
  { project, org, filter }: Members,
  others: unknown[] = [],
): { text: string; values: unknown[] } {
  const { sql, values } = predicateSql(predicateOf(filter), 5 + others.length);
  const answers = filter.acceptedOnly ? ACCEPTED : SUBMITTED;
  return {
    text: text.replace(FITS, () => sql),
    values: [project, org, filter.formVersions, answers, ...others, ...values],
  };
}

/** What a release's filter asks of items. Values of attributes are given as text, whatever the attribute is. */
function predicateOf({ states, attributes, where }: ReleaseFilter): Predicate {
  return {
    all: [
      { of: "state", in: states },
      ...attributes.map((attribute) => ({
        ...{ of: "attribute" as const, name: attribute.name },
        in: attribute.in.flatMap(readings),
      })),
      ...(where ? [where] : []),
    ],
  };
}

/** What a text can stand for: itself, and the number or truth value that is written so. */
function readings(text: string): Json[] {
  const number = Number(text);
  const isNumber = text.trim() !== "" && String(number) === text;
  return [
    text,
    ...(isNumber ? [number] : []),
    ...(text === "true" ? [true] : text === "false" ? [false] : []),
  ];
}

/** How many items and answers a release would hold now. */
export async function countMembers(
  client: pg.Pool | pg.ClientBase,
  members: Members,
): Promise<{ items: number; answers: number }> {
  const statement = `${MEMBERS} select count(*) as items, coalesce(sum(cardinality(answer_ids)), 0)::bigint as answers from member`;
  const { rows } = await client.query<{ items: number; answers: number }>(select(statement, members));
  return rows[0]!;
}

/**
 * Freezes the membership of a release in rows, numbered in the order of the items. With shares for a split each family
 * falls into one part by a hash, so that no translation or rewrite of a prompt stands on the other side.
 */
export async function freezeMembers(
  client: pg.ClientBase,
  release: string,
  members: Members,
  split: ReleasePolicy["split"],
): Promise<{ items: number; answers: number }> {
  const total = split ? split.train + split.validation + split.test : 0;
  const shares =
    split && total > 0 ? [split.train / total, (split.train + split.validation) / total] : [null, null];
  const statement = `${MEMBERS},
     numbered as (
       select m.*, ('x' || left(md5(family), 13))::bit(52)::bigint / (2 ^ 52)::float8 as chance,
         row_number() over (order by position) as n from member m),
     reviewed as (
       select m.id, array_agg(r.id order by r.at, r.id) as ids from member m
       join decision r on r.answer_slot_id = any(m.slots) group by m.id),
     frozen as (
       insert into release_item (release_id, n, org_id, item_id, answer_ids, review_ids, split)
       select $5, m.n, $2, m.id, m.answer_ids, coalesce(r.ids, '{}'),
         case when $6::float8 is null then null when chance < $6 then 'train' when chance < $7 then 'validation' else 'test' end
       from numbered m left join reviewed r on r.id = m.id
       returning answer_ids)
     select count(*) as items, coalesce(sum(cardinality(answer_ids)), 0)::bigint as answers from frozen`;
  const { rows } = await client.query<{ items: number; answers: number }>(
    select(statement, members, [release, ...shares]),
  );
  return rows[0]!;
}
