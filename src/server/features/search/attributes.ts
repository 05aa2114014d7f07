import type pg from "pg";
import type { Owner } from "./stored-sets.ts";

const PLACES = 40;
const EACH = 25;
const MOST_VALUES = 50;

/** $1 project, $2 organization. A thousand items from places spread evenly over the project. */
const SAMPLE = `
with ends as (
  select (select position from item_now where project_id = $1 and org_id = $2 order by position limit 1) as first,
    (select position from item_now where project_id = $1 and org_id = $2 order by position desc limit 1) as last),
sample as (
  select distinct i.position, i.attributes from ends, generate_series(0, ${PLACES - 1}) place cross join lateral (
    select position, attributes from item_now where project_id = $1 and org_id = $2
      and position >= ends.first + (ends.last - ends.first) * place / ${PLACES} order by position limit ${EACH}) i),
entries as (
  select e.key as name, v.value #>> '{}' as value from sample, jsonb_each(attributes) e
  cross join lateral jsonb_array_elements(case jsonb_typeof(e.value) when 'array' then e.value else jsonb_build_array(e.value) end) v),
counted as (
  select name, value, row_number() over (partition by name order by count(*) desc, value) as place
  from entries where length(value) <= 200 group by name, value)
select name, array_agg(value order by place) as values from counted where place <= ${MOST_VALUES} group by name order by name`;

/** Attribute names and their most frequent values, from a sample. */
export async function listAttributes(
  pool: pg.Pool,
  owner: Owner,
): Promise<{ name: string; values: string[] }[]> {
  return (await pool.query<{ name: string; values: string[] }>(SAMPLE, [owner.project, owner.org])).rows;
}
