import type pg from "pg";
import type { Progress } from "#contract/projects.ts";
import type { AnswerProgress, ProjectProgress } from "#contract/reports.ts";
import { run, type Statement } from "../../db/pool.ts";

/** As many values of an attribute as a table shows, those with the most items. */
const MOST_VALUES = 100;

/** $1 organization, $2 project: the answers that its items need, and whether a review accepted each. */
const NEEDED = `
with reviewed as (
  select distinct answer_slot_id from decision
  where project_id = $2 and org_id = $1 and decision in ('accept', 'fix')),
needed as (
  select n.item_id, n.state, r.answer_slot_id is not null as reviewed
  from needed_answer n left join reviewed r on r.answer_slot_id = n.slot_id where n.project_id = $2 and n.org_id = $1)`;

const ANSWER_COUNTS = `
  count(n.state) as needed, count(*) filter (where n.state in ('submitted', 'accepted')) as given,
  count(*) filter (where n.state = 'submitted') as submitted,
  count(*) filter (where n.state = 'accepted' and n.reviewed) as accepted,
  count(*) filter (where n.state = 'accepted' and not n.reviewed) as "acceptedWithoutReview",
  count(*) filter (where n.state = 'returned') as returned, count(*) filter (where n.state in ('open', 'leased')) as open`;

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
select v.value, count(*) as total, count(*) filter (where i.state = 'new') as new,
  count(*) filter (where i.state = 'in-progress') as "inProgress",
  count(*) filter (where i.state = 'done') as done, count(*) filter (where i.state = 'withdrawn') as withdrawn
from item_now i ${VALUES}
where i.project_id = $2 and i.org_id = $1 group by v.value order by count(*) desc, v.value limit ${MOST_VALUES}`,
};

const ANSWERS_BY: Statement = {
  name: "progress-answers-by",
  text: `${NEEDED} select v.value, ${ANSWER_COUNTS} from needed n join item_now i on i.id = n.item_id ${VALUES} group by v.value`,
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
