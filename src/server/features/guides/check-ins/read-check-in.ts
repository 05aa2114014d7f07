import type pg from "pg";
import type { CheckIn, RuleTrouble } from "#contract/guide-check-ins.ts";
import { compareVersions, type Hides, maskEntries } from "#guide/index.ts";
import type { OpenedGuide } from "../audience/open-guide.ts";
import { asVersion, draftAsVersion, listLineage, type Unnumbered } from "../compare-versions.ts";
import { listSignOff } from "../sign-off/list-sign-off.ts";
import { isHidden, listSuggestions } from "../suggestions/list-suggestions.ts";
import { headOf, listVersions } from "../versions.ts";

interface Place {
  org: string;
  guide: string;
}

/** What a person has to know and do about a guide since they last looked through it. */
export async function readCheckIn(
  pool: pg.Pool,
  { id: guide, rev, capacities, hides }: OpenedGuide,
  { org, person }: { org: string; person: string },
): Promise<CheckIn> {
  const place = { org, guide };
  const last = await findLast(pool, place, person);
  const isSince = ({ at }: { at: string }) => last === null || at > last;
  const all = await listSuggestions(pool, place);
  const suggestions = all.filter(({ change }) => !isHidden(change, hides));
  const signOff = await listSignOff(pool, org, guide);
  return {
    last,
    rev,
    changes: await listChanges(pool, place, hides, last),
    versions: (await listVersions(pool, org, guide)).map(headOf).filter(isSince),
    decided: suggestions.filter(({ decision }) => decision !== null && isSince(decision)),
    toSign: signOff.filter(({ capacity, missing }) => missing.length > 0 && capacities.includes(capacity)),
    open: suggestions.filter(({ by, decision }) => decision === null && by.id === person),
    trouble: await listTrouble(pool, place),
  };
}

async function findLast(pool: pg.Pool, { org, guide }: Place, person: string): Promise<string | null> {
  const { rows } = await pool.query<{ at: string | null }>(
    "select max(at) as at from guide_check_in where guide_id = $1 and org_id = $2 and agent_id = $3",
    [guide, org, person],
  );
  return rows[0]!.at;
}

/** What entries said at a moment; what has moved since stands where it is now. */
const THEN = `
select e.id, e.parent_id as parent, e.position, r.content
from guide_entry_now e cross join lateral (
  select content from rule_revision where entry_id = e.id and at <= $3 order by n desc limit 1) r
where e.guide_id = $1 and e.org_id = $2 and (e.retired_at is null or e.retired_at > $3) order by e.position, e.id`;

async function listChanges(
  pool: pg.Pool,
  place: Place,
  hides: Hides,
  since: string | null,
): Promise<CheckIn["changes"]> {
  const { org, guide } = place;
  const { rows } = since === null ? { rows: [] } : await pool.query<Unnumbered>(THEN, [guide, org, since]);
  const then = maskEntries(asVersion(rows), hides);
  return compareVersions(then, await draftAsVersion(pool, place, hides), await listLineage(pool, place));
}

const TROUBLE = `
select rule, sum(broken)::int as broken, count(*) filter (where people > 1)::int as "judgedTwice",
  count(*) filter (where people > 1 and judgements = 1)::int as agreed
from (
  select c.rule_id as rule, c.answer_id, count(distinct c.agent_id) as people, count(distinct c.judgement) as judgements,
    max((c.judgement = 'broken' and not c.newer)::int) as broken
  from rule_citation c join guide_entry_now e on e.id = c.rule_id and e.guide_id = $1 and e.retired_at is null
  where c.org_id = $2 and c.counts and c.judgement <> 'not-applicable' group by c.rule_id, c.answer_id) answers
group by rule
order by count(*) filter (where people > 1 and judgements = 1)::float8 / nullif(count(*) filter (where people > 1), 0) nulls last,
  sum(broken) desc, rule limit 10`;

async function listTrouble(pool: pg.Pool, { org, guide }: Place): Promise<RuleTrouble[]> {
  const { rows } = await pool.query<RuleTrouble>(TROUBLE, [guide, org]);
  return rows;
}
