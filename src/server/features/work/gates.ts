import { type RuleScope, touchesQueue } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { LOCKS } from "../../db/locks.ts";
import { waitTurn } from "./eligibility.ts";

interface Gate {
  n: number;
  scopes: RuleScope[] | null;
  from: string;
  due: boolean;
}

interface QueueRow {
  id: number;
  stage: string;
  attributes: Parameters<typeof touchesQueue>[1]["attributes"];
}

/**
 * Gives a project's queues, or the one that was just made, the gates that touch them. Only rows of queues change. A new
 * queue and a new gate would not see each other, so one waits for the other.
 */
export async function setGates(tx: Change, project: string, queue: number | null = null): Promise<void> {
  await waitTurn(tx);
  const gates = await tx.client.query<Gate>(
    `select n, scopes, takes_effect as "from", due
     from project_gate where project_id = $1 and org_id = $2 order by n`,
    [project, tx.org],
  );
  if (gates.rows.length === 0) return;
  const queues = await tx.client.query<QueueRow>(
    `select id, stage, attributes from queue
     where project_id = $1 and org_id = $2 and ($3::int is null or id = $3) order by id`,
    [project, tx.org, queue],
  );
  const set = queues.rows.map(({ id, ...at }) => ({ id, ...standing(gates.rows, at) }));
  await tx.client.query(
    `update queue q set gate = v.gate, gate_from = coalesce(v."from", '-infinity'), gate_before = v.before
     from jsonb_to_recordset($3) as v(id int, before int, "from" timestamptz, gate int)
     where q.id = v.id and q.project_id = $1 and q.org_id = $2
       and (q.gate, q.gate_from, q.gate_before) is distinct from (v.gate, coalesce(v."from", '-infinity'), v.before)`,
    [project, tx.org, JSON.stringify(set)],
  );
}

/**
 * The last gate that touches a queue, when it takes effect, and the gate until then. Several that are announced are one,
 * of the earliest time: who reads, reads up to the newest version.
 */
function standing(gates: readonly Gate[], queue: Omit<QueueRow, "id">) {
  const touching = gates.filter(({ scopes }) => touchesQueue(scopes, queue));
  const before = touching.findLast(({ due }) => due);
  const announced = touching.filter(({ n, due }) => !due && n > (before?.n ?? 0));
  const last = announced.at(-1) ?? before;
  const from = announced.map((gate) => gate.from).sort()[0] ?? before?.from ?? null;
  return { gate: last?.n ?? 0, from, before: before?.n ?? 0 };
}

/**
 * Lets an agent draw again from the queues of a project up to a gate that they passed. Only their own rows change. Readers
 * do not wait for each other, but for whoever decides anew who may draw from what.
 */
export async function passGate(tx: Change, agent: string, project: string, gate: number): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock_shared($1)", [LOCKS.eligibility]);
  await tx.client.query(
    `update person_queue set passed = $4
     where agent_id = $1 and project_id = $2 and org_id = $3 and passed < $4`,
    [agent, project, tx.org, gate],
  );
}
