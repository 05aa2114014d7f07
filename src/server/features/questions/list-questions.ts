import type pg from "pg";
import type { PersonRef } from "#contract/entities.ts";
import type { DeskQuestion, QuestionState } from "#contract/questions.ts";
import type { Hides } from "#guide/index.ts";
import { withheldFrom } from "../../db/withheld.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";
import { personRef } from "../accounts/index.ts";

const MOST = 500;

/**
 * Which questions `q` a person sees on a desk, and whether they know who asked and from which work. $1 organization,
 * $2 person, $3 whether they run the organization. Who writes a guide needs no access to items, and learns nothing of
 * them here.
 */
export const SEEN = `
cross join lateral (select $3 or exists (
  select from member m where m.project_id = q.project_id and m.person_id = $2 and m.role = 'manager') as knows) k
cross join lateral (select k.knows or exists (
  select from guide_editor e where e.guide_id = q.guide_id and e.person_id = $2 and e.org_id = $1) as sees) s`;

/** Nobody reads a question of a project whose agreement they have not signed. */
export const SIGNED = `not exists (
  select from agreement_owed o where o.project_id = q.project_id and o.org_id = $1 and o.agent_id = $2)`;

/** $4 guide, $5 project, $6 question, $7 state, each or null; $8 one's own questions instead of a desk's */
const QUESTIONS = `
select q.id, q.project_id as "projectId", p.name as project, q.n, q.kind, coalesce(q.text, '') as text, q.at, q.state, q.due_at as due,
  q.state = 'open' and q.due_at < clock() as overdue, q.reason, x.example, x.rule,
  case when q.merged_into is not null then jsonb_build_object('id', q.merged_into, 'n', target.n) end as "mergedInto",
  (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'rule', r.entry_id, 'text', r.text, 'since', v.n, 'at', r.at,
      'uses', array(select u.kind from ruling_use u where u.ruling_id = r.id order by u.at)) order by r.at desc, r.id desc), '[]')
    from ruling r left join guide_version_head v on v.id = r.version_id
    where r.question_id = coalesce(q.merged_into, q.id)) as rulings,
  case when k.knows then q.agent_id end as "byId", who.name as "byName", q.owner_id as "ownerId", owner.name as "ownerName",
  (select count(distinct a.agent_id)::int from desk_question a where a.id = q.id or a.merged_into = q.id) as askers,
  case when k.knows then q.item_id end as "itemId",
  (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'decision', d.decision, 'reason', d.reason, 'at', d.at) order by d.at), '[]')
    from decision d where k.knows and d.id in (q.review_id, q.other_review_id)) as reviews
from desk_question q join project_now p on p.id = q.project_id
left join desk_question target on target.id = q.merged_into
left join name_of who on who.agent_id = q.agent_id left join name_of owner on owner.agent_id = q.owner_id
left join lateral (
  select jsonb_build_object('id', e.id, 'number', coalesce(t.number, ''), 'title', coalesce(t.content, e.content)->>'title') as rule,
    (select one->>'response' from jsonb_array_elements(coalesce(t.content, e.content)->'examples') one where one->>'id' = q.example_id::text) as example
  from guide_entry_now e left join guide_adoption_now a on a.project_id = q.project_id
  left join guide_version_entry_text t on t.version_id = a.version_id and t.entry_id = e.id
  where e.id = q.entry_id) x on true
${SEEN}
where q.org_id = $1 and ($4::uuid is null or q.guide_id = $4) and ($5::uuid is null or q.project_id = $5)
  and ($6::uuid is null or q.id = $6) and ($7::text is null or q.state = $7)
  and case when $8 then q.agent_id = $2 else s.sees end and ${SIGNED}
order by case when not $8 then q.state <> 'open' end, case when not $8 and q.state = 'open' then q.due_at end, q.at desc, q.id
limit ${MOST}`;

interface Row extends Omit<DeskQuestion, "by" | "owner"> {
  byId: string | null;
  byName: string | null;
  ownerId: string | null;
  ownerName: string | null;
}

interface Wanted {
  mine?: boolean;
  guide?: string | undefined;
  project?: string | undefined;
  question?: string | undefined;
  state?: QuestionState | undefined;
}

/** What someone asked, newest first; or the questions of a desk, as far as they see it: open ones by their due date first. */
export async function listQuestions(
  client: pg.Pool | pg.ClientBase,
  caller: Caller,
  { mine = false, guide, project, question, state }: Wanted,
): Promise<DeskQuestion[]> {
  const of = [guide ?? null, project ?? null, question ?? null, state ?? null, mine];
  const { rows } = await client.query<Row>(QUESTIONS, [
    caller.org,
    caller.id,
    runsOrganization(caller),
    ...of,
  ]);
  const withheld = await withheldFrom(client, { org: caller.org, agent: caller.id });
  return rows
    .filter(({ rule }) => mine || rule === null || withheld.always(rule.id) === null)
    .map(({ byId, byName, ownerId, ownerName, ...row }) => ({
      ...hideRule(row, withheld.hides, mine),
      by: refOf(byId, byName),
      owner: refOf(ownerId, ownerName),
    }));
}

type Shown = Pick<DeskQuestion, "rule" | "example" | "rulings">;

/** A question as someone sees it from whom its rule is hidden: with their own words, and no ruling that repeats the rule's. */
function hideRule<T extends Shown>(question: T, hides: Hides, isAskers: boolean): T {
  const title = question.rule && hides(question.rule.id);
  if (!question.rule || title === null) return question;
  const rulings = isAskers
    ? question.rulings.map((ruling) => ({ ...ruling, text: title }))
    : question.rulings;
  return { ...question, rule: { ...question.rule, title }, example: null, rulings };
}

const refOf = (id: string | null, name: string | null): PersonRef | null => (id ? personRef(id, name) : null);
