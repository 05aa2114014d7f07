import type pg from "pg";
import type { Gate, GateReader } from "#contract/gates.ts";
import type { RuleScope } from "#guide/index.ts";
import { AppError } from "../../errors.ts";
import { agentRef } from "../accounts/index.ts";
import { queuesOf, touchedBy } from "./touched-queues.ts";

/** A row of `name_of`. */
type AgentRow = Parameters<typeof agentRef>[0];

interface Place {
  org: string;
  project: string;
}

type OfVersion = Place & { version: string };

interface Row extends AgentRow {
  gate: number;
  scopes: RuleScope[] | null;
  version_id: string;
  version_n: number;
  takesEffect: string;
  at: string;
  seconds: number | null;
}

/** The gates of a project, newest first. Who must read is who draws now from a queue that the gate touches. */
export async function listGates(pool: pg.Pool, { org, project }: Place): Promise<Gate[]> {
  const { rows } = await pool.query<Row>(
    `select g.n as gate, g.scopes, g.takes_effect as "takesEffect", g.at, v.id as version_id, v.n as version_n,
       a.agent_id as id, a.name, a.kind,
       percentile_cont(0.5) within group (order by k.seconds) as seconds
     from gate g join guide_version_head v on v.id = g.version_id join name_of a on a.agent_id = g.agent_id
     left join acknowledgement k on k.project_id = g.project_id and k.gate = g.n
     where g.project_id = $1 and g.org_id = $2
     group by g.project_id, g.n, v.id, v.n, a.agent_id, a.name, a.kind order by g.n desc limit 50`,
    [project, org],
  );
  const queues = await queuesOf(pool, { org, project });
  const touched = rows.map(({ gate, scopes }) => ({ gate, queues: touchedBy(scopes, queues) }));
  const counts = await countReaders(pool, { org, project }, touched);
  return rows.map(({ scopes, version_id, version_n, id, name, kind, ...row }, at) => {
    const { length } = touched[at]!.queues;
    return {
      ...row,
      version: { id: version_id, n: version_n },
      by: agentRef({ id, name, kind }),
      everyQueue: scopes === null || length === queues.length,
      queues: length,
      ...counts.get(row.gate)!,
    };
  });
}

/**
 * Who draws from the queues that a gate touches, those who have not passed it first.
 * @throws AppError not_found
 */
export async function listReaders(pool: pg.Pool, of: OfVersion): Promise<GateReader[]> {
  const { rows } = await pool.query<{ gate: number; scopes: RuleScope[] | null }>(
    "select n as gate, scopes from gate where project_id = $1 and org_id = $2 and version_id = $3",
    [of.project, of.org, of.version],
  );
  if (!rows[0]) throw new AppError("not_found");
  const { gate, scopes } = rows[0];
  return readersOf(pool, { ...of, gate }, touchedBy(scopes, await queuesOf(pool, of)));
}

/** How the questions of a gate were answered, the worst first. */
export async function listQuestions(pool: pg.Pool, { org, project, version }: OfVersion) {
  const { rows } = await pool.query<{ example: string; asked: number; missed: number; suspended: boolean }>(
    `select q.example_id as example, q.asked, q.missed, q.suspended from gate_question q
     where q.project_id = $1 and q.org_id = $2 and exists (
       select from gate_reply r join gate g on g.project_id = r.project_id and g.n = r.gate
       where r.project_id = $1 and r.org_id = $2 and g.version_id = $3 and r.example_id = q.example_id and r.revision_id = q.revision_id)
     order by q.missed::float8 / q.asked desc, q.example_id`,
    [project, org, version],
  );
  return rows;
}

/** How many draw from the queues of each gate, and how many of them have passed it or a later one. */
async function countReaders(
  pool: pg.Pool,
  { org, project }: Place,
  gates: readonly { gate: number; queues: number[] }[],
): Promise<Map<number, { readers: number; passed: number }>> {
  const { rows } = await pool.query<{ gate: number; readers: number; passed: number }>(
    `select g.gate, count(distinct d.agent_id)::int as readers,
       (count(distinct d.agent_id) filter (where p.gate >= g.gate))::int as passed
     from jsonb_to_recordset($3) as g(gate int, queues bigint[])
     left join drawing d on d.project_id = $1 and d.org_id = $2 and d.queue_id = any(g.queues)
     left join gate_passed p on p.agent_id = d.agent_id and p.project_id = $1 and p.org_id = $2
     group by g.gate`,
    [project, org, JSON.stringify(gates)],
  );
  return new Map(rows.map(({ gate, ...counted }) => [gate, counted]));
}

/** A later gate counts too: whoever passed it has read up to a later version. */
async function readersOf(
  pool: pg.Pool,
  { org, project, gate }: Place & { gate: number },
  queues: number[],
): Promise<GateReader[]> {
  const { rows } = await pool.query<Omit<GateReader, "agent"> & AgentRow>(
    `select a.agent_id as id, a.name, a.kind, k.at, k.seconds, k.rounds
     from name_of a left join lateral (
       select at, seconds, rounds from acknowledgement k
       where k.agent_id = a.agent_id and k.project_id = $1 and k.org_id = $2 and k.gate >= $3 order by k.gate limit 1) k on true
     where a.org_id = $2 and a.agent_id in (
       select agent_id from drawing where project_id = $1 and org_id = $2 and queue_id = any($4))
     order by k.at is not null, lower(a.name), a.agent_id`,
    [project, org, gate, queues],
  );
  return rows.map(({ id, name, kind, ...row }) => ({ agent: agentRef({ id, name, kind }), ...row }));
}
