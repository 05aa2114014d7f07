import type pg from "pg";
import type { AgentRef } from "#contract/entities.ts";
import type { RulePage } from "#contract/reports.ts";
import { ACTIVE_MS } from "../../db/active-time.ts";
import { run, type Statement } from "../../db/pool.ts";
import { withheldFrom } from "../../db/withheld.ts";
import { AppError } from "../../errors.ts";
import { agentRef } from "../accounts/index.ts";
import { shareOf } from "./estimates.ts";
import { periodsOf } from "./rule-periods.ts";

interface Asked {
  org: string;
  /** Who reads it: of rules that are hidden from them, they see the number alone. */
  agent: string;
  project: string;
  rule: string;
  /** Who manages the project sees whose answers they are. */
  withPeople: boolean;
}

/** $1 organization, $2 project, $3 rule: the rule as the guide in force says it, with its relatives. */
const RULE: Statement = {
  name: "report-rule",
  text: `
with recursive now as (
  select x.version_id, x.number, x.content->>'title' as title from guide_adoption_now a
  join guide_version_entry_text x on x.version_id = a.version_id and x.org_id = $1 and x.kind = 'rule' and x.entry_id = $3
  where a.project_id = $2 and a.org_id = $1),
link as (
  select d.from_entry, d.to_entry from now join guide_version_descent d on d.version_id = now.version_id and d.org_id = $1),
ancestor as (select $3::uuid as id union select l.from_entry from ancestor a join link l on l.to_entry = a.id),
descendant as (select $3::uuid as id union select l.to_entry from descendant d join link l on l.from_entry = d.id),
relative as (
  select id, 'ancestor' as relation from ancestor where id <> $3 union all
  select id, 'descendant' from descendant where id <> $3)
select number, title, array(select id from ancestor) as family,
  (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'relation', r.relation, 'title', t.title) order by t.title), '[]')
   from relative r cross join lateral (
     select x.content->>'title' as title from guide_version_entry_text x
     where x.entry_id = r.id and x.org_id = $1 order by x.version_n desc limit 1) t) as relatives
from now`,
};

/** $1 organization, $2 project, $3 the rule and its ancestors: reviews under versions that have one of them. */
const JUDGED = `
under as (
  select x.version_id, x.version_n, array_agg(x.revision_id order by x.entry_id) as revisions
  from guide_version_entry_text x where x.entry_id = any($3) and x.org_id = $1 group by 1, 2),
cited as (
  select c.review_id, bool_and(c.newer) as newer from rule_citation c
  where c.project_id = $2 and c.org_id = $1 and c.rule_id = any($3) and c.counts and c.judgement = 'broken' group by 1),
judged as (
  select d.id, d.answer_id, d.maker_id, d.decision, a.slot_id, a.n, u.version_n, u.revisions, a.stage,
    i.attributes->>'language' as language, i.attributes->>'skill' as skill, c.newer
  from decision d join under u on u.version_id = d.guide_version_id
  join answer_version a on a.id = d.answer_id and a.org_id = $1
  join item_now i on i.id = d.item_id and i.org_id = $1 and i.project_id = $2
  left join cited c on c.review_id = d.id
  where d.project_id = $2 and d.org_id = $1 and d.counts)`;

const GROUPS: Statement = {
  name: "report-rule-groups",
  text: `
with ${JUDGED}
select grouping(version_n, language, skill, stage, maker_id) as kind, version_n as version, revisions, language, skill, stage,
  maker_id as id, (select n.name from name_of n where n.agent_id = maker_id and n.org_id = $1) as name,
  (select n.kind from name_of n where n.agent_id = maker_id and n.org_id = $1) as agent,
  count(distinct answer_id) as judged, count(distinct answer_id) filter (where not newer) as broken,
  count(distinct answer_id) filter (where newer) as newer
from judged
group by grouping sets ((), (version_n, revisions), (language), (skill), (stage), (maker_id))
order by version_n, count(distinct answer_id) filter (where not newer) desc, language, skill, stage, maker_id`,
};

/** Working time on what was returned for the rule, and pairs of reviews of one answer that say the same of it. */
const COSTS: Statement = {
  name: "report-rule-costs",
  text: `
with ${JUDGED},
pair as (
  select one.newer is false as one, other.newer is false as other
  from judged one join judged other on other.answer_id = one.answer_id and other.id > one.id)
select (select coalesce(sum(${ACTIVE_MS}), 0) from contribution where project_id = $2 and org_id = $1 and (slot_id, n) in (
    select slot_id, n + 1 from judged where decision = 'return' and not newer))::float8 / 60000 as minutes,
  (select count(*) from pair) as pairs, (select count(*) from pair where one = other) as agreeing`,
};

interface GroupRow {
  /** Which of the columns are null because they are not grouped by: one bit each, the first the highest. */
  kind: number;
  version: number;
  revisions: string[];
  language: string | null;
  skill: string | null;
  stage: string | null;
  id: string;
  name: string | null;
  agent: AgentRef["kind"];
  judged: number;
  broken: number;
  newer: number;
}

const KINDS = { version: 0b01111, language: 0b10111, skill: 0b11011, stage: 0b11101, person: 0b11110 };
const ALL = 0b11111;

/**
 * How often one rule is broken, by what it depends on, and what that costs.
 * @throws AppError not_found where the guide in force has no such rule
 */
export async function reportRule(pool: pg.Pool, asked: Asked): Promise<RulePage> {
  const { org, project, rule, agent } = asked;
  type Found = Pick<RulePage, "number" | "title" | "family" | "relatives">;
  const [found] = await run<Found>(pool, RULE, [org, project, rule]);
  if (!found) throw new AppError("not_found");
  const { hides } = await withheldFrom(pool, { org, agent });
  const relatives = found.relatives.map((one) => ({ ...one, title: hides(one.id) ?? one.title }));
  const values = [org, project, found.family];
  const rows = await run<GroupRow>(pool, GROUPS, values);
  const [costs] = await run<{ minutes: number; pairs: number; agreeing: number }>(pool, COSTS, values);
  const of = (kind: number) => rows.filter((row) => row.kind === kind);
  const group = (value: string | null, { broken, judged }: GroupRow) => ({
    ...{ value, broken, judged },
    share: shareOf(broken, judged),
  });
  const { broken, judged, newer } = of(ALL)[0]!;
  const people = of(KINDS.person).map((row) => ({
    ...group(row.id, row),
    person: agentRef({ id: row.id, name: row.name, kind: row.agent }),
  }));
  return {
    ...{ rule, ...found, relatives, title: hides(rule) ?? found.title, broken, judged, newer },
    share: shareOf(broken, judged),
    ...periodsOf(of(KINDS.version)),
    byVersion: of(KINDS.version).map((row) => group(String(row.version), row)),
    byLanguage: of(KINDS.language).map((row) => group(row.language, row)),
    bySkill: of(KINDS.skill).map((row) => group(row.skill, row)),
    byStage: of(KINDS.stage).map((row) => group(row.stage, row)),
    byPerson: asked.withPeople ? people : null,
    minutesLost: costs!.minutes,
    agreement: shareOf(costs!.agreeing, costs!.pairs),
  };
}
