import type pg from "pg";
import type { NewReReview } from "#contract/gates.ts";
import type { ReReview } from "#contract/judgings.ts";
import { appliesTo, type RuleContent } from "#guide/index.ts";
import { createRandom, shuffle } from "#stats/index.ts";
import { wilsonInterval } from "#stats/numbers/intervals.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { withheldFrom } from "../../db/withheld.ts";
import { inside } from "../../events/inside.ts";
import { type AcceptedAnswer, openReReview } from "../work/index.ts";

/** When a version is published and accepted work is to be looked at again. */
export const judgingsSubscribers = [
  inside("guide.published", async (tx, { project, body: { version, n, before, reReview } }) => {
    if (reReview) await startReReview(tx, project, { version, n, before: before ?? null, ...reReview });
  }),
];

interface Asked extends NewReReview {
  version: string;
  n: number;
  before: string | null;
}

/**
 * Asks reviewers whether accepted answers keep the rules that say something else now: all of those to which one of the
 * rules applies, or some, drawn by a seed that is kept. Nothing where no rule changed, no answer is touched, or
 * the workflow has no reviews.
 */
async function startReReview(
  tx: Change,
  project: string,
  { version, n, before, draw }: Asked,
): Promise<void> {
  const rules = await changedRules(tx, { version, before });
  const touched = (await acceptedAnswers(tx, project)).filter(({ stage, attributes }) =>
    rules.some(({ content }) => appliesTo(content.scope, stage, attributes)),
  );
  if (touched.length === 0) return;
  const seed = crypto.getRandomValues(new Uint32Array(1))[0]!;
  const some = draw !== null && draw < touched.length;
  const answers = some ? shuffle(touched, createRandom(seed)).slice(0, draw) : touched;
  const chance = answers.length / touched.length;
  const round = await openReReview(tx, { project, answers, chance });
  if (round === null) return;
  const id = newId();
  const drawn = { seed, of: touched.length, drawn: answers.length, p: chance };
  await tx.client.query(
    `insert into judging (id, org_id, project_id, round, name, version_id, drawn, agent_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, tx.org, project, round, `Version ${n}`, version, JSON.stringify(drawn), tx.agent],
  );
  await tx.client.query(
    `insert into judging_rule (id, org_id, judging_id, rule_id, position)
     select gen_random_uuid(), $1, $2, rule, n from unnest($3::uuid[]) with ordinality r(rule, n)`,
    [tx.org, id, rules.map(({ rule }) => rule)],
  );
  tx.event({ kind: "judging.started", project, body: { judging: id, round } });
}

/** Rules of a version whose text the version before did not have. */
async function changedRules(tx: Change, { version, before }: Pick<Asked, "version" | "before">) {
  const { rows } = await tx.client.query<{ rule: string; content: RuleContent }>(
    `select x.entry_id as rule, x.content from guide_version_entry_text x
     left join guide_version_entry_text o on o.version_id = $2 and o.entry_id = x.entry_id
     where x.version_id = $1 and x.org_id = $3 and x.kind = 'rule' and x.revision_id is distinct from o.revision_id
     order by x.position`,
    [version, before, tx.org],
  );
  return rows;
}

async function acceptedAnswers(tx: Change, project: string): Promise<(AcceptedAnswer & { stage: string })[]> {
  const { rows } = await tx.client.query<AcceptedAnswer & { stage: string }>(
    `select a.id as answer, a.slot_id as slot, a.item_id as item, i.attributes, s.stage
     from answer_head a join item_now i on i.id = a.item_id join slot_now s on s.id = a.slot_id
     where a.project_id = $1 and a.org_id = $2 and a.state = 'accepted' order by a.id`,
    [project, tx.org],
  );
  return rows;
}

type Row = Omit<ReReview, "rules"> & {
  rules: { rule: string; number: string; title: string; judged: number; broken: number }[];
};

/** $1 organization, $2 project */
const RE_REVIEWS = `
select j.id, v.n as "guideVersion", j.at, (j.drawn->>'of')::int as of, (j.drawn->>'p')::float8 as chance,
  s.asked, s.done, r.rules
from judging j join guide_version_head v on v.id = j.version_id
cross join lateral (
  select count(*)::int as asked, count(*) filter (where state = 'accepted')::int as done
  from judging_slot s where s.project_id = j.project_id and s.round = j.round) s
cross join lateral (
  select jsonb_agg(jsonb_build_object('rule', l.rule_id, 'number', l.number, 'title', l.title, 'judged', f.judged, 'broken', f.broken)
    order by l.position) as rules
  from judged_rule l cross join lateral (
    select count(*) filter (where f.judgement <> 'not-applicable')::int as judged, count(*) filter (where f.judgement = 'broken')::int as broken
    from judging_finding f where f.project_id = j.project_id and f.round = j.round and f.rule_id = l.rule_id) f
  where l.judging_id = j.id) r
where j.org_id = $1 and j.project_id = $2 and j.drawn is not null order by j.at desc limit 50`;

/** Re-reviews, newest first, each with the share of judged answers that break a rule. */
export async function listReReviews(
  pool: pg.Pool,
  { org, project, agent }: { org: string; project: string; agent: string },
): Promise<ReReview[]> {
  const { rows } = await pool.query<Row>(RE_REVIEWS, [org, project]);
  const { hides } = await withheldFrom(pool, { org, agent });
  return rows.map(({ rules, ...row }) => ({
    ...row,
    rules: rules.map(({ judged, broken, ...rule }) => ({
      ...rule,
      title: hides(rule.rule) ?? rule.title,
      broken,
      share: shareOf(broken, judged),
    })),
  }));
}

function shareOf(broken: number, n: number): ReReview["rules"][number]["share"] {
  if (n === 0) return { value: null, low: null, high: null, level: 0.95, n, method: null };
  return { value: broken / n, ...wilsonInterval(broken, n), n };
}
