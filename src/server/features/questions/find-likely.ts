import type pg from "pg";
import type { LikelyAnswer } from "#contract/questions.ts";

const MOST = 6;
/** So many of the newest questions are searched: it happens with every key that is pressed. */
const RECENT = 1_000;
/** How much of what is typed must be found: of its words, or of their threes of letters where the words are not. */
const ENOUGH_WORDS = 0.33;
const ENOUGH_PIECES = 0.5;

/**
 * $1 organization, $2 project, $3 person, $4 what is typed, $5 its language. The rules of the guide that the project works
 * under, its rulings, and earlier questions: one's own, and those of others that are about the guide alone. Nothing says
 * who asked.
 */
const LIKELY = `
with asked as (
  select c.config, tsvector_to_array(to_tsvector(c.config, $4)) as words, trigrams($4) as pieces
  from (select search_language($5) as config) c),
hidden as materialized (select entry_id as id from guide_withheld($1, $3) where entry_id is not null),
rule as (
  select x.entry_id as id, x.position, x.content, jsonb_build_object('id', x.entry_id, 'number', x.number, 'title', x.content->>'title') as rule
  from guide_adoption_now a join guide_version_entry_text x on x.version_id = a.version_id and x.org_id = $1 and x.kind = 'rule'
  where a.project_id = $2 and a.org_id = $1 and x.entry_id not in (select id from hidden)),
found as (
  select 'rule' as kind, id, rule, content->>'statement' as text, null as ruling,
    concat_ws(' ', content->>'title', content->>'statement', content->>'isNot', content->>'whenInDoubt') as says, content->>'title' as short
  from rule
  union all
  select 'question', q.id, r.rule, coalesce(q.text, ''), n.text, concat_ws(' ', q.text, n.text), q.text
  from (
    select id, entry_id, text from desk_question
    where project_id = $2 and org_id = $1 and text <> '' and state in ('open', 'answered') and (agent_id = $3 or kind = 'question')
      and (entry_id is null or entry_id not in (select id from hidden))
    order by n desc limit ${RECENT}) q
  left join rule r on r.id = q.entry_id
  left join lateral (select text from ruling where question_id = q.id order by at desc, id desc limit 1) n on true)
select f.kind, f.id, f.rule, f.text, f.ruling
from found f cross join asked
cross join lateral (select share_found(asked.words, tsvector_to_array(to_tsvector(asked.config, f.says))) as words,
  share_found(asked.pieces, trigrams(f.short)) as pieces) s
where s.words >= ${ENOUGH_WORDS} or s.pieces >= ${ENOUGH_PIECES}
order by s.words + s.pieces desc, f.ruling is null, f.id limit ${MOST}`;

/** What may already answer a question while it is being typed, the most likely first. */
export async function findLikely(
  pool: pg.Pool,
  { org, project, agent }: { org: string; project: string; agent: string },
  { text, language }: { text: string; language: string },
): Promise<LikelyAnswer[]> {
  if (text.trim() === "") return [];
  const { rows } = await pool.query<LikelyAnswer>(LIKELY, [org, project, agent, text, language]);
  return rows;
}
