import type pg from "pg";
import type { EntryChange } from "#guide/index.ts";
import { withheldFrom } from "../../db/withheld.ts";
import { changesBetween } from "./changed-rules.ts";
import { drawQuestions, type Question, questionsOf } from "./questions.ts";

export interface Reader {
  org: string;
  project: string;
  agent: string;
}

/** What a person has to read, and what they are asked about it. */
export interface Due {
  gate: number;
  takesEffect: string;
  from: { id: string; n: number } | null;
  to: { id: string; n: number };
  /** Whether both are versions of one guide, so that their numbers tell which is later. */
  isSameGuide: boolean;
  note: string;
  changes: EntryChange[];
  /** Theirs, with what they have answered right. */
  questions: (Question & { done: boolean })[];
  rounds: number;
}

/**
 * The last gate that a person has not passed. What is to be read goes from the version that they read last, else from the
 * one before the first gate that they have not passed, to the project's present one. $1 organization, $2 project, $3 agent
 */
const DUE = `
select g.n as gate, g.takes_effect as "takesEffect", t.id as to_id, t.n as to_n, t.note, f.id as from_id, f.n as from_n,
  coalesce(f.guide_id = t.guide_id, false) as "isSameGuide"
from (select n, takes_effect from gate where project_id = $2 and org_id = $1 order by n desc limit 1) g
cross join lateral (select coalesce(max(gate), 0) as gate from acknowledgement
  where agent_id = $3 and project_id = $2 and org_id = $1) passed
join guide_adoption_now a on a.project_id = $2 and a.org_id = $1
join guide_version_head t on t.id = a.version_id
left join guide_version_head f on f.id = coalesce(
  (select version_id from acknowledgement where agent_id = $3 and project_id = $2 and org_id = $1 and gate = passed.gate),
  (select before_id from gate where project_id = $2 and org_id = $1 and n > passed.gate order by n limit 1))
where g.n > passed.gate`;

interface Row {
  gate: number;
  takesEffect: string;
  to_id: string;
  to_n: number;
  note: string;
  from_id: string | null;
  from_n: number;
  isSameGuide: boolean;
}

/** What a person has to read before work from touched queues goes on; null: nothing. */
export async function findDue(client: pg.Pool | pg.ClientBase, reader: Reader): Promise<Due | null> {
  const { org, project, agent } = reader;
  const { rows } = await client.query<Row>(DUE, [org, project, agent]);
  if (!rows[0]) return null;
  const { to_id, to_n, from_id, from_n, gate, ...row } = rows[0];
  const { hides } = await withheldFrom(client, reader);
  const changes = await changesBetween(client, org, { from: from_id, to: to_id }, hides);
  const questions = await askable(
    client,
    reader,
    questionsOf(changes, await revisionsOf(client, org, to_id)),
  );
  const replies = await client.query<{ example: string; right: boolean; rounds: number }>(
    `select example_id as example, bool_or(is_right) as "right", max(round) as rounds from gate_reply
     where agent_id = $1 and project_id = $2 and org_id = $3 and gate = $4 group by example_id`,
    [agent, project, org, gate],
  );
  const done = new Set(replies.rows.filter(({ right }) => right).map(({ example }) => example));
  return {
    ...row,
    gate,
    from: from_id === null ? null : { id: from_id, n: from_n },
    to: { id: to_id, n: to_n },
    changes,
    questions: drawQuestions(questions, { gate, agent }).map((one) => ({
      ...one,
      done: done.has(one.example.id),
    })),
    rounds: Math.max(0, ...replies.rows.map(({ rounds }) => rounds)),
  };
}

async function revisionsOf(client: pg.Pool | pg.ClientBase, org: string, version: string) {
  const { rows } = await client.query<{ id: string; revision: string }>(
    "select entry_id as id, revision_id as revision from guide_version_entry_text where version_id = $1 and org_id = $2",
    [version, org],
  );
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/** Leaves out the questions that too many have missed: it is the question that is wrong then. */
async function askable(
  client: pg.Pool | pg.ClientBase,
  { org, project }: Reader,
  questions: readonly Question[],
): Promise<Question[]> {
  const { rows } = await client.query<{ example: string; revision: string }>(
    `select example_id as example, revision_id as revision from gate_question
     where project_id = $1 and org_id = $2 and example_id = any($3) and suspended`,
    [project, org, questions.map(({ example }) => example.id)],
  );
  return questions.filter(
    ({ example, revision }) => !rows.some((row) => row.example === example.id && row.revision === revision),
  );
}
