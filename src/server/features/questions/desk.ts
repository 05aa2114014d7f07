import type pg from "pg";
import type { Estimate } from "#contract/entities.ts";
import type { DeskQuestion, QuestionState } from "#contract/questions.ts";
import { medianInterval } from "#stats/numbers/median.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";
import { listQuestions, SEEN, SIGNED } from "./list-questions.ts";

interface Counts {
  open: number;
  overdue: number;
  answered: number;
  merged: number;
  declined: number;
}

/** $4 guide, $5 project or null: how many questions there are by state, and how long those with a ruling waited for it. */
const FIGURES = `
select count(*) filter (where q.state = 'open')::int as open,
  count(*) filter (where q.state = 'open' and q.due_at < clock())::int as overdue,
  count(*) filter (where q.state = 'answered')::int as answered, count(*) filter (where q.state = 'merged')::int as merged,
  count(*) filter (where q.state = 'declined')::int as declined,
  coalesce(array_agg(extract(epoch from first.at - q.at)::float8 / 3600) filter (where first.at is not null), '{}') as hours
from desk_question q
left join lateral (select min(r.at) as at from ruling r where r.question_id = q.id) first on true
${SEEN}
where q.org_id = $1 and q.guide_id = $4 and ($5::uuid is null or q.project_id = $5) and s.sees and ${SIGNED}`;

/** A guide's questions as far as someone sees them, and how long rulings take. */
export async function readDesk(
  pool: pg.Pool,
  caller: Caller,
  of: { guide: string; project?: string | undefined; state?: QuestionState | undefined },
): Promise<{ rows: DeskQuestion[]; counts: Counts; hours: Estimate }> {
  const values = [caller.org, caller.id, runsOrganization(caller), of.guide, of.project ?? null];
  const { rows } = await pool.query<Counts & { hours: number[] }>(FIGURES, values);
  const { hours, ...counts } = rows[0]!;
  return { rows: await listQuestions(pool, caller, of), counts, hours: medianOf(hours) };
}

function medianOf(hours: readonly number[]): Estimate {
  const { value, interval } = medianInterval(hours) ?? { value: null, interval: null };
  const { low, high, level, method } = interval ?? { low: null, high: null, level: 0.95, method: null };
  return { value, low, high, level, n: hours.length, method };
}

/** $4 project: its guide, and whether someone sees the desk of it. */
const GUIDE = `
select q.guide_id as guide, s.sees as answers from guide_adoption_now q ${SEEN} where q.org_id = $1 and q.project_id = $4`;

/** The guide of a project, and whether someone sees its desk. */
export async function findGuide(
  pool: pg.Pool,
  caller: Caller,
  project: string,
): Promise<{ guide: string | null; answers: boolean }> {
  const values = [caller.org, caller.id, runsOrganization(caller), project];
  const { rows } = await pool.query<{ guide: string; answers: boolean }>(GUIDE, values);
  return rows[0] ?? { guide: null, answers: false };
}

/** A question of a desk, locked until the change ends. */
export interface Locked {
  id: string;
  project: string;
  n: number;
  state: QuestionState;
  rule: string | null;
}

/**
 * Locks a question of a guide that someone sees on its desk: changes of one question take turns.
 * @throws AppError not_found
 */
export async function lockQuestion(
  tx: Change,
  caller: Caller,
  { guide, question }: { guide: string; question: string },
): Promise<Locked> {
  const { rows } = await tx.client.query<Locked>(
    `select q.id, q.project_id as project, q.n, q.state, q.entry_id as rule from desk_question q ${SEEN}
     where q.org_id = $1 and q.guide_id = $4 and q.id = $5 and s.sees and ${SIGNED} for update of q`,
    [tx.org, caller.id, runsOrganization(caller), guide, question],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0];
}
