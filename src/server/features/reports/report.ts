import type pg from "pg";
import type { AgentRef } from "#contract/entities.ts";
import type { Progress } from "#contract/projects.ts";
import type { ProjectReport } from "#contract/reports.ts";
import { ACTIVE_MS } from "../../db/active-time.ts";
import { run, type Statement } from "../../db/pool.ts";
import { agentRef } from "../accounts/index.ts";
import { paceOf, shareOf } from "./estimates.ts";

/** How far back the days go, and over how many of the latest days the pace is taken. */
const DAYS = 120;
const PACE_DAYS = 28;

/** $1 organization, $2 project, $3 time zone. Versions by reviewers and editors are not one more answer. */
const BY_DAY: Statement = {
  name: "report-by-day",
  text: `
with done as (
  select (a.at at time zone $3)::date as day, count(distinct a.slot_id) as submitted, 0::bigint as accepted, 0::bigint as returned
  from contribution a where a.project_id = $2 and a.org_id = $1 and a.at > clock() - interval '${DAYS} days' group by 1
  union all
  select (r.at at time zone $3)::date, 0, count(*) filter (where r.decision in ('accept', 'fix')),
    count(*) filter (where r.decision = 'return')
  from decision r where r.project_id = $2 and r.org_id = $1 and r.counts and r.at > clock() - interval '${DAYS} days' group by 1
  union all
  select (a.at at time zone $3)::date, 0, count(*), 0
  from accepted_unreviewed a
  where a.project_id = $2 and a.org_id = $1 and a.at > clock() - interval '${DAYS} days' group by 1)
select day::text, sum(submitted)::bigint as submitted, sum(accepted)::bigint as accepted, sum(returned)::bigint as returned
from done group by day order by day`,
};

/** Items finished on each whole day since the first, four weeks back at most; today is not over yet. */
const FINISHED: Statement = {
  name: "report-finished",
  text: `
with finished as (
  select (changed_at at time zone $3)::date as day, count(*) as n from worked_item
  where project_id = $2 and org_id = $1 and state = 'done' and changed_at > clock() - interval '${PACE_DAYS + 1} days' group by 1)
select d::date::text as day, coalesce(f.n, 0)::bigint as n
from generate_series((select min(day) from finished), (clock() at time zone $3)::date - 1, interval '1 day') d
left join finished f on f.day = d::date order by 1`,
};

/**
 * Each person's own work, and what became of it. Time away does not count; reading what changed in the guide does. What no review asked for is accepted as it
 * is submitted; `approved` counts decisions of reviewers only.
 */
const BY_PERSON: Statement = {
  name: "report-by-person",
  text: `
with facts as (
  select agent_id, count(distinct slot_id) as submitted, 0::bigint as unreviewed, 0::bigint as approved, 0::bigint as returned,
    0::bigint as rejected, 0::bigint as skipped, 0::bigint as reviewed,
    sum(${ACTIVE_MS}) as ms
  from contribution where project_id = $2 and org_id = $1 group by 1
  union all
  select agent_id, 0, count(*), 0, 0, 0, 0, 0, 0 from accepted_unreviewed where project_id = $2 and org_id = $1 group by 1
  union all
  select r.maker_id, 0, 0, count(*) filter (where r.decision in ('accept', 'fix')), count(*) filter (where r.decision = 'return'),
    count(*) filter (where r.decision = 'reject'), 0, 0, 0
  from decision r where r.project_id = $2 and r.org_id = $1 and r.is_of_own and r.counts group by 1
  union all
  select agent_id, 0, 0, 0, 0, 0, 0, count(*),
    sum(${ACTIVE_MS})
  from decision where project_id = $2 and org_id = $1 and counts group by 1
  union all
  select agent_id, 0, 0, 0, 0, 0, 0, 0, ms from reading_time where project_id = $2 and org_id = $1
  union all
  select agent_id, 0, 0, 0, 0, 0, count(*), 0, 0 from skipped
  where project_id = $2 and org_id = $1 group by 1)
select f.agent_id as id, i.name, i.kind, sum(submitted)::bigint as submitted, sum(unreviewed + approved)::bigint as accepted,
  sum(approved)::bigint as approved, sum(returned)::bigint as returned, sum(rejected)::bigint as rejected,
  sum(skipped)::bigint as skipped, sum(reviewed)::bigint as reviewed, (sum(ms) / 60000.0)::float8 as minutes
from facts f left join name_of i on i.agent_id = f.agent_id and i.org_id = $1
group by 1, 2, 3 order by sum(submitted) desc, sum(reviewed) desc, 1`,
};

interface PersonRow {
  id: string;
  name: string | null;
  kind: AgentRef["kind"];
  submitted: number;
  accepted: number;
  approved: number;
  returned: number;
  rejected: number;
  skipped: number;
  reviewed: number;
  minutes: number;
}

/** Work by day and by person, and the pace. Acceptance: of all decisions on a person's answers, those that accept. */
export async function reportProject(
  pool: pg.Pool,
  asked: { org: string; project: string; timeZone: string; progress: Progress },
): Promise<ProjectReport> {
  const { org, project, timeZone, progress } = asked;
  const [days, finished, people] = await Promise.all([
    run<ProjectReport["days"][number]>(pool, BY_DAY, [org, project, timeZone]),
    run<{ day: string; n: number }>(pool, FINISHED, [org, project, timeZone]),
    run<PersonRow>(pool, BY_PERSON, [org, project]),
  ]);
  const left = progress.new + progress.inProgress;
  const daily = finished.map((row) => row.n).slice(-PACE_DAYS);
  return { progress, days, people: people.map(presentPerson), pace: paceOf(daily, left) };
}

function presentPerson({
  id,
  name,
  kind,
  minutes,
  approved,
  ...counts
}: PersonRow): ProjectReport["people"][number] {
  const decisions = approved + counts.returned + counts.rejected;
  return {
    person: agentRef({ id, name, kind }),
    ...counts,
    activeMinutes: Math.round(minutes * 10) / 10,
    acceptance: shareOf(approved, decisions),
  };
}
