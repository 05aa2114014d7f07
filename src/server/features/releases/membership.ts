import type pg from "pg";
import type { ReleaseFilter, ReleasePolicy } from "#contract/releases.ts";
import { storedStates } from "../../db/item-states.ts";

/** Slots whose newest answer counts; submitted: not yet decided on. */
const ACCEPTED = ["accepted"];
const SUBMITTED = ["submitted", "accepted"];

/**
 * Which items a release holds, each with its answers that count (the newest version of each slot, in the order in
 * which they were given) and all reviews of these and their earlier versions.
 * $1 project, $2 organization, $3 states, $4 names and $5 lists of attributes, $6 form versions, $7 slot states
 */
const MEMBERS = `
  with item_in as (
    select i.id, i.position, coalesce(i.family, i.id::text) as family from item_now i
    where i.project_id = $1 and i.org_id = $2 and i.stored_state = any($3)
      and not exists (
        select from unnest($4::text[], $5::jsonb[]) as f(name, allowed)
        where not exists (
          select from jsonb_array_elements_text(case jsonb_typeof(i.attributes -> f.name) when 'array'
            then i.attributes -> f.name else jsonb_build_array(i.attributes -> f.name) end) value
          where f.allowed ? value))),
  head as (
    select distinct on (a.slot_id) a.id, a.slot_id, a.item_id, a.at, a.form_n as form, a.slot_state as state
    from answer_version a where a.project_id = $1 and a.org_id = $2 and a.counts
    order by a.slot_id, a.n desc),
  counted as (
    select * from head where state = any($7::text[]) and (cardinality($6::int[]) = 0 or form = any($6))),
  answers as (
    select item_id, array_agg(id order by at, id) as ids, array_agg(slot_id) as slots from counted group by item_id),
  member as (
    select i.id, i.position, i.family, coalesce(a.ids, '{}') as answer_ids, a.slots
    from item_in i left join answers a on a.item_id = i.id
    where a.item_id is not null or cardinality($6::int[]) = 0)`;

export interface Members {
  project: string;
  org: string;
  filter: ReleaseFilter;
}

function parametersOf({ project, org, filter }: Members): unknown[] {
  return [
    ...[project, org, filter.states.flatMap(storedStates)],
    filter.attributes.map(({ name }) => name),
    filter.attributes.map((attribute) => JSON.stringify(attribute.in)),
    filter.formVersions,
    filter.acceptedOnly ? ACCEPTED : SUBMITTED,
  ];
}

/** How many items and answers a release would hold now. */
export async function countMembers(
  client: pg.Pool | pg.ClientBase,
  members: Members,
): Promise<{ items: number; answers: number }> {
  const { rows } = await client.query<{ items: number; answers: number }>(
    `${MEMBERS} select count(*) as items, coalesce(sum(cardinality(answer_ids)), 0)::bigint as answers from member`,
    parametersOf(members),
  );
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
  const { rows } = await client.query<{ items: number; answers: number }>(
    `${MEMBERS},
     numbered as (
       select m.*, ('x' || left(md5(family), 13))::bit(52)::bigint / (2 ^ 52)::float8 as chance,
         row_number() over (order by position) as n from member m),
     reviewed as (
       select m.id, array_agg(r.id order by r.at, r.id) as ids from member m
       join decision r on r.answer_slot_id = any(m.slots) group by m.id),
     frozen as (
       insert into release_item (release_id, n, org_id, item_id, answer_ids, review_ids, split)
       select $8, m.n, $2, m.id, m.answer_ids, coalesce(r.ids, '{}'),
         case when $9::float8 is null then null when chance < $9 then 'train' when chance < $10 then 'validation' else 'test' end
       from numbered m left join reviewed r on r.id = m.id
       returning answer_ids)
     select count(*) as items, coalesce(sum(cardinality(answer_ids)), 0)::bigint as answers from frozen`,
    [...parametersOf(members), release, ...shares],
  );
  return rows[0]!;
}
