import type pg from "pg";
import type { RuleReport } from "#contract/reports.ts";
import { run, type Statement } from "../../db/pool.ts";
import { hideRules } from "../../db/withheld.ts";
import { shareOf } from "./estimates.ts";

interface Row
  extends Pick<RuleReport, "rule" | "number" | "title" | "family" | "broken" | "newer" | "judged"> {
  version: number | null;
}

/**
 * $1 organization, $2 project. For each rule of the guide in force, by guide version of the review and (null) in all:
 * answers that break it or a rule that it came from, and answers judged under a version that has one of these.
 */
const RULES: Statement = {
  name: "report-rules",
  text: `
with recursive now as (
  select a.version_id as version, x.entry_id as rule, x.position, x.number, x.content->>'title' as title
  from guide_adoption_now a join guide_version_entry_text x on x.version_id = a.version_id and x.org_id = $1 and x.kind = 'rule'
  where a.project_id = $2 and a.org_id = $1),
family as (
  select rule, rule as id, version from now
  union
  select f.rule, d.from_entry, f.version from family f
  join guide_version_descent d on d.version_id = f.version and d.to_entry = f.id and d.org_id = $1),
judged as (
  select d.guide_version_id as version, count(distinct d.answer_id) as n from decision d
  where d.project_id = $2 and d.org_id = $1 and d.counts and d.guide_version_id is not null group by 1),
under as (
  select distinct f.rule, j.version, x.version_n, j.n from family f
  join guide_version_entry_text x on x.entry_id = f.id and x.org_id = $1 join judged j on j.version = x.version_id),
cited as (
  select f.rule, c.version_id as version, count(distinct c.answer_id) filter (where not c.newer) as broken,
    count(distinct c.answer_id) filter (where c.newer) as newer
  from rule_citation c join family f on f.id = c.rule_id
  where c.project_id = $2 and c.org_id = $1 and c.counts and c.judgement = 'broken' group by 1, 2),
counts as (
  select u.rule, u.version_n, u.n as judged, coalesce(c.broken, 0) as broken, coalesce(c.newer, 0) as newer
  from under u left join cited c on c.rule = u.rule and c.version = u.version)
select n.rule, n.number, n.title, c.version_n as version, array(select id from family f where f.rule = n.rule) as family,
  coalesce(sum(c.broken), 0)::bigint as broken, coalesce(sum(c.newer), 0)::bigint as newer, coalesce(sum(c.judged), 0)::bigint as judged
from now n left join counts c on c.rule = n.rule
group by grouping sets ((n.rule, n.number, n.title, n.position), (n.rule, n.number, n.title, n.position, c.version_n))
having grouping(c.version_n) = 1 or c.version_n is not null
order by n.position, c.version_n nulls first`,
};

/** How often each rule of a project's guide is broken, the most broken first; rules that nobody was judged by come last. */
export async function reportRules(
  pool: pg.Pool,
  { org, project, agent }: { org: string; project: string; agent: string },
): Promise<RuleReport[]> {
  const rows = await hideRules(pool, { org, agent }, await run<Row>(pool, RULES, [org, project]));
  const rules = rows.filter(({ version }) => version === null);
  const reports = rules.map(({ version: _, ...rule }) => ({
    ...rule,
    share: shareOf(rule.broken, rule.judged),
    byVersion: rows
      .filter((row) => row.rule === rule.rule && row.version !== null)
      .map(({ version, broken, judged }) => ({
        ...{ version: version!, broken, judged },
        share: shareOf(broken, judged),
      })),
  }));
  return reports.sort(
    (one, other) => (other.share.low ?? -1) - (one.share.low ?? -1) || other.broken - one.broken,
  );
}
