import type { GateExplanation } from "#contract/gates.ts";
import type { Verdict } from "#guide/entry.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { passGate } from "../work/index.ts";
import { type Due, findDue } from "./find-due.ts";

/** After so many rounds work goes on, and whoever manages the project hears of it. */
const ROUNDS = 3;

interface Acknowledged {
  gate: number;
  version: string;
  seconds: number;
  replies: readonly { example: string; verdict: Verdict }[];
}

/**
 * Takes what a person answers after reading. What was answered wrong is explained, and asked again.
 * @throws AppError conflict where there is more to read by now, or nothing any more
 */
export async function acknowledge(
  tx: Change,
  project: string,
  { gate, version, seconds, replies }: Acknowledged,
): Promise<{ passed: boolean; wrong: GateExplanation[] }> {
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`gate ${tx.agent}`]);
  const due = await findDue(tx.client, { org: tx.org, project, agent: tx.agent });
  if (due?.gate !== gate || due.to.id !== version)
    throw new AppError("conflict", { message: "The guide has changed since. Read what is new, then go on." });
  const open = due.questions.filter(({ done }) => !done);
  const asked = open.map((question) => ({
    ...question,
    given: replies.find(({ example }) => example === question.example.id)?.verdict,
  }));
  if (asked.some(({ given }) => given === undefined))
    throw new AppError("conflict", { message: "Answer the questions first." });
  const rounds = open.length === 0 ? due.rounds : due.rounds + 1;
  for (const { example, revision, given } of asked)
    await tx.client.query(
      `insert into gate_reply (org_id, project_id, gate, agent_id, example_id, revision_id, round, verdict, is_right)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [tx.org, project, gate, tx.agent, example.id, revision, rounds, given, given === example.verdict],
    );
  const wrong = asked.filter(({ given, example }) => given !== example.verdict);
  const passed = wrong.length === 0;
  const isOver = passed || rounds >= ROUNDS;
  if (isOver) {
    await pass(tx, project, due, { seconds, rounds, passed });
    await passElsewhere(tx, project, due, { seconds: 0, rounds, passed });
  }
  return {
    passed: isOver,
    wrong: wrong.map(({ rule, number, title, statement, example, given }) => ({
      ...{ rule, number, title, statement, example: example.id, given: given! },
      ...{ verdict: isOver ? example.verdict : null, why: example.why },
    })),
  };
}

interface Passing {
  seconds: number;
  rounds: number;
  /** Whether every question was answered right. */
  passed: boolean;
}

/** Nobody can have read longer than the gate stands. */
async function pass(
  tx: Change,
  project: string,
  { gate, to }: Due,
  { seconds: said, rounds, passed }: Passing,
): Promise<void> {
  const id = newId();
  const { rows } = await tx.client.query<{ seconds: number }>(
    `insert into acknowledgement (id, org_id, project_id, gate, agent_id, version_id, seconds, rounds)
     select $1, $2, $3, $4, $5, $6, least($7, extract(epoch from clock() - g.at))::int, $8
     from gate g where g.project_id = $3 and g.org_id = $2 and g.n = $4
     returning seconds`,
    [id, tx.org, project, gate, tx.agent, to.id, said, rounds],
  );
  const { seconds } = rows[0]!;
  tx.event({
    kind: "guide.acknowledged",
    project,
    body: { acknowledgement: id, gate, version: to.id, seconds, rounds, passed },
  });
  await passGate(tx, tx.agent, project, gate);
}

/** Other projects of the person under the same version don't ask for what was read here, nor count its time again. */
async function passElsewhere(tx: Change, project: string, read: Due, passing: Passing): Promise<void> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select a.project_id as id from guide_adoption_now a
     join member m on m.project_id = a.project_id and m.person_id = $1
     where a.version_id = $2 and a.org_id = $3 and a.project_id <> $4
       and exists (select from gate g where g.project_id = a.project_id and g.org_id = $3)
     order by a.project_id`,
    [tx.agent, read.to.id, tx.org, project],
  );
  for (const { id } of rows) {
    const due = await findDue(tx.client, { org: tx.org, project: id, agent: tx.agent });
    if (due?.to.id !== read.to.id) continue;
    const isLater = due.isSameGuide && read.isSameGuide && due.from!.n >= read.from!.n;
    if (read.from === null || isLater) await pass(tx, id, due, passing);
  }
}
