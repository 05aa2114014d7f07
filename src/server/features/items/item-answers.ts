import type pg from "pg";
import type { AgentRef, KeptSpan } from "#contract/entities.ts";
import type { AnswerVersion, Review } from "#contract/items.ts";
import type { AnswerState } from "#contract/states.ts";
import { readAnswer, type StoredAnswer } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import { agentRef } from "../accounts/index.ts";

interface Row extends StoredAnswer {
  id: string;
  slot: number;
  n: number;
  stage: string;
  task: string | null;
  agent: string;
  name: string | null;
  kind: AgentRef["kind"];
  confidence: number | null;
  form_id: string;
  form: Form;
  guide: number | null;
  shown_order: number[];
  spans: KeptSpan[];
  late: boolean;
  at: string;
  slot_state: string;
  taken_back: boolean;
  reviews: (Omit<Review, "by"> & { agent: string; name: string | null; kind: AgentRef["kind"] })[];
}

/** $1 item, $2 project, $3 organization */
const ANSWERS = `
select a.id, a.slot_id as slot, a.n, a.stage, task.task, a.agent_id as agent, p.name, p.kind, a.body, a.kinds, a.confidence, a.form_version_id as form_id, a.form,
  a.guide_n as guide, a.shown_order, a.spans, a.late, a.at, a.slot_state,
  exists (select from event e where e.item_id = a.item_id and e.kind = 'answer.taken-back' and e.body->>'answer' = a.id::text) as taken_back,
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'agent', r.agent_id, 'name', rp.name, 'kind', rp.kind, 'decision', r.decision,
      'reason', r.reason, 'score', r.score, 'at', to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by r.at)
    from decision r left join name_of rp on rp.agent_id = r.agent_id where r.answer_id = a.id), '[]') as reviews
from answer_version a left join name_of p on p.agent_id = a.agent_id left join answer_task task on task.answer_id = a.id
where a.item_id = $1 and a.project_id = $2 and a.org_id = $3 order by a.slot_id, a.n`;

/** All versions of all answers to an item. */
export async function listAnswers(
  pool: pg.Pool,
  { item, project, org }: { item: string; project: string; org: string },
): Promise<AnswerVersion[]> {
  const { rows } = await pool.query<Row>(ANSWERS, [item, project, org]);
  const reviewed = new Set(rows.filter((row) => row.reviews.some(accepts)).map(({ slot }) => slot));
  return rows.map((row, at) => ({
    id: row.id,
    slotId: row.slot,
    n: row.n,
    stage: row.stage,
    task: row.task,
    by: agentRef({ ...row, id: row.agent }),
    body: readAnswer(row.form, row),
    confidence: row.confidence,
    formVersionId: row.form_id,
    guideVersion: row.guide,
    shownOrder: row.shown_order,
    spans: row.spans,
    state: stateOf(row, rows[at + 1]?.slot !== row.slot, reviewed.has(row.slot)),
    late: row.late,
    at: row.at,
    reviews: row.reviews.map(({ agent, name, kind, ...review }) => ({
      ...review,
      by: agentRef({ id: agent, name, kind }),
    })),
  }));
}

/** What became of a version: what its author or a reviewer decided, else where its slot stands. */
function stateOf(row: Row, last: boolean, reviewed: boolean): AnswerState {
  if (row.taken_back) return "undone";
  const decision = row.reviews.at(-1)?.decision;
  if (decision === "return") return "returned";
  if (decision === "reject") return "rejected";
  if (!last) return "superseded";
  if (decision === "accept" || row.slot_state === "accepted")
    return reviewed ? "accepted" : "accepted-without-review";
  return "submitted";
}

const accepts = ({ decision }: Pick<Review, "decision">) => decision === "accept" || decision === "fix";
