import type pg from "pg";
import type { Progress } from "#contract/projects.ts";
import type { AnswerProgress, ProjectProgress } from "#contract/reports.ts";
import { run, type Statement } from "../../db/pool.ts";

/** As many values of an attribute as a table shows, those with the most items. */
const MOST_VALUES = 100;

/**
 * $1 organization, $2 project: the first answer slots of items that are not withdrawn, each once. What is open or leased
 * is found by its index, what was ever submitted by its item's state, so that other projects cost nothing.
 * 0 open, 1 leased, 2 submitted, 3 accepted, 5 returned; 4 and 6 are no longer needed.
 */
const NEEDED = `
with reviewed as (
  select distinct a.slot_id from review r join answer a on a.id = r.answer_id
  where r.project_id = $2 and r.org_id = $1 and r.decision in ('accept', 'fix')),
needed as (
  select s.item_id, s.state, false as reviewed from queue q join slot s on s.queue_id = q.id and s.state = 0
  where q.project_id = $2 and q.org_id = $1 and s.subject_id is null and s.round = 0
  union all
  select s.item_id, s.state, false from slot s join queue q on q.id = s.queue_id
  where q.project_id = $2 and q.org_id = $1 and s.state = 1 and s.subject_id is null and s.round = 0
  union all
  select s.item_id, s.state, r.slot_id is not null
  from item_state st join slot s on s.item_id = st.item_id and s.state in (2, 3, 5) left join reviewed r on r.slot_id = s.id
  where st.project_id = $2 and st.org_id = $1 and st.state <> 'cancelled' and s.subject_id is null and s.round = 0)`;

const ANSWER_COUNTS = `
  count(n.state) as needed, count(*) filter (where n.state in (2, 3)) as given, count(*) filter (where n.state = 2) as submitted,
  count(*) filter (where n.state = 3 and n.reviewed) as accepted,
  count(*) filter (where n.state = 3 and not n.reviewed) as "acceptedWithoutReview",
  count(*) filter (where n.state = 5) as returned, count(*) filter (where n.state in (0, 1)) as open`;

const ANSWERS: Statement = {
  name: "progress-answers",
  text: `${NEEDED} select ${ANSWER_COUNTS} from needed n`,
};

/** $3 the attribute. An item with a list of values counts for each of them; one without any for null. */
const VALUES = `
cross join lateral (
  select value from jsonb_array_elements_text(case jsonb_typeof(i.attributes -> $3::text) when 'array' then i.attributes -> $3::text
    else jsonb_build_array(i.attributes -> $3::text) end) value
  union all select null where i.attributes -> $3::text = '[]') v`;

const ITEMS_BY: Statement = {
  name: "progress-items-by",
  text: `
select v.value, count(*) as total, count(*) filter (where coalesce(st.state, 'new') = 'new') as new,
  count(*) filter (where st.state in ('working', 'review')) as "inProgress",
  count(*) filter (where st.state = 'done') as done, count(*) filter (where st.state = 'cancelled') as withdrawn
from item i left join item_state st on st.item_id = i.id ${VALUES}
where i.project_id = $2 and i.org_id = $1 group by v.value order by count(*) desc, v.value limit ${MOST_VALUES}`,
};

const ANSWERS_BY: Statement = {
  name: "progress-answers-by",
  text: `${NEEDED} select v.value, ${ANSWER_COUNTS} from needed n join item i on i.id = n.item_id ${VALUES} group by v.value`,
};

const NONE: AnswerProgress = {
  needed: 0,
  given: 0,
  submitted: 0,
  accepted: 0,
  acceptedWithoutReview: 0,
  returned: 0,
  open: 0,
};

interface Asked {
  org: string;
  project: string;
  /** The attribute whose values are counted apart. */
  attribute: string | undefined;
  items: Progress;
}

/** How far a project is: answers given of those that its items need, and items by state; also for each value of an attribute. */
export async function findProgress(pool: pg.Pool, asked: Asked): Promise<ProjectProgress> {
  const { org, project, attribute, items } = asked;
  const [[answers], values] = await Promise.all([
    run<AnswerProgress>(pool, ANSWERS, [org, project]),
    attribute === undefined ? null : countByValue(pool, [org, project, attribute]),
  ]);
  return { items, answers: answers!, values };
}

async function countByValue(pool: pg.Pool, of: string[]): Promise<ProjectProgress["values"]> {
  type Value = { value: string | null };
  const [items, answers] = await Promise.all([
    run<Progress & Value>(pool, ITEMS_BY, of),
    run<AnswerProgress & Value>(pool, ANSWERS_BY, of),
  ]);
  const byValue = new Map(answers.map(({ value, ...counts }) => [value, counts]));
  return items.map(({ value, ...counts }) => ({
    value,
    items: counts,
    answers: byValue.get(value) ?? NONE,
  }));
}
