import type pg from "pg";
import type { MyRule } from "#contract/reports.ts";
import { run, type Statement } from "../../db/pool.ts";
import { hideRules } from "../../db/withheld.ts";
import { periodsOf, type UnderVersion } from "./rule-periods.ts";

/**
 * $1 organization, $2 project, $3 agent. Each rule of the guide in force that answers of theirs were returned for, also
 * under the rules that it came from, by the version that the answers were written under. What is counted is what they
 * know already: their answers and what came back, never how much of it was reviewed.
 */
const MINE: Statement = {
  name: "report-my-rules",
  text: `
with recursive now as (
  select a.version_id as version, x.entry_id as rule, x.position, x.number, x.content->>'title' as title,
    jsonb_array_length(x.content->'examples') as examples
  from guide_adoption_now a join guide_version_entry_text x on x.version_id = a.version_id and x.org_id = $1 and x.kind = 'rule'
  where a.project_id = $2 and a.org_id = $1),
family as (
  select rule, rule as id, version from now
  union
  select f.rule, d.from_entry, f.version from family f
  join guide_version_descent d on d.version_id = f.version and d.to_entry = f.id and d.org_id = $1),
written as (
  select guide_version_id as version, id, slot_id from answer_version
  where project_id = $2 and org_id = $1 and agent_id = $3 and own and counts and guide_version_id is not null),
returned as (
  select distinct f.rule, w.version, w.slot_id from rule_citation c join family f on f.id = c.rule_id
  join decision d on d.id = c.review_id and d.org_id = $1 and d.project_id = $2 and d.decision = 'return'
  join written w on w.id = c.answer_id
  where c.project_id = $2 and c.org_id = $1 and c.counts and c.judgement = 'broken' and not c.newer),
under as (
  select f.rule, x.version_id as version, x.version_n, array_agg(x.revision_id order by x.entry_id) as revisions
  from family f join guide_version_entry_text x on x.entry_id = f.id and x.org_id = $1
  where f.rule in (select rule from returned) group by 1, 2, 3)
select n.rule, n.number, n.title, n.examples, u.version_n as version, u.revisions,
  (select count(distinct slot_id) from written w where w.version = u.version) as judged,
  (select count(*) from returned r where r.rule = n.rule and r.version = u.version) as broken
from now n join under u on u.rule = n.rule
order by n.position, u.version_n`,
};

type Row = Omit<MyRule, "periods" | "changes"> & UnderVersion;

/** The rules that a person's answers were returned for, the most often broken first. */
export async function reportMyRules(
  pool: pg.Pool,
  { org, project, agent }: { org: string; project: string; agent: string },
): Promise<MyRule[]> {
  const rows = await hideRules(pool, { org, agent }, await run<Row>(pool, MINE, [org, project, agent]));
  return [...new Set(rows.map(({ rule }) => rule))]
    .map((of) => {
      const versions = rows.filter(({ rule }) => rule === of);
      const { rule, number, title, examples } = versions[0]!;
      const broken = versions.reduce((sum, row) => sum + row.broken, 0);
      return { rule, number, title, examples, broken, ...periodsOf(versions) };
    })
    .sort((one, other) => other.broken - one.broken);
}
