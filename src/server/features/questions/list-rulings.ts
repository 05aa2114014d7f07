import type pg from "pg";
import type { Ruling } from "#contract/questions.ts";
import { withheldFrom } from "../../db/withheld.ts";

const MOST = 500;

/**
 * $1 organization, $2 project. A ruling stands at its rule, or at what that became by splits and merges, until a version is
 * in force that was published after it was written into the draft. What was asked is shown in its own project alone.
 */
const RULINGS = `
with recursive mine as (
  select r.id, r.question_id, r.entry_id, r.text, r.at, since.n as since, a.version_id as reading
  from guide_adoption_now a join ruling r on r.guide_id = a.guide_id and r.org_id = $1
  left join guide_version_head v on v.id = a.version_id left join guide_version_head since on since.id = r.version_id
  where a.project_id = $2 and a.org_id = $1
    and not exists (select from ruling later where later.question_id = r.question_id and (later.at, later.id) > (r.at, r.id))
    and not exists (select from ruling_use u where u.ruling_id = r.id and u.at < v.at)),
stands as (
  select id, entry_id, reading from mine
  union
  select s.id, d.to_entry, s.reading from stands s
  join guide_version_descent d on d.version_id = s.reading and d.from_entry = s.entry_id and d.org_id = $1)
select m.id, s.entry_id as rule, m.text, m.since, m.at,
  case when q.project_id = $2 and q.kind = 'question' then q.text end as question
from mine m join stands s on s.id = m.id join desk_question q on q.id = m.question_id
where s.entry_id is null or exists (
  select from guide_version_entry_text x where x.version_id = m.reading and x.entry_id = s.entry_id and x.org_id = $1)
order by m.at desc, m.id limit ${MOST}`;

/** The rulings that hold beside the version that a project works under, newest first; none at rules that are hidden. */
export async function listRulings(
  pool: pg.Pool,
  { org, project, agent }: { org: string; project: string; agent: string },
): Promise<(Ruling & { question: string | null })[]> {
  const { rows } = await pool.query<Ruling & { question: string | null }>(RULINGS, [org, project]);
  const { hides } = await withheldFrom(pool, { org, agent });
  return rows.filter(({ rule }) => rule === null || hides(rule) === null);
}
