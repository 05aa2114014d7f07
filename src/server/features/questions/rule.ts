import type { Ruling, RulingUse } from "#contract/questions.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";
import { lockQuestion } from "./desk.ts";
import { expectRule } from "./expect-rule.ts";

interface NewRuling {
  text: string;
  rule?: string | null | undefined;
  /** The ruling that it takes the place of. */
  after: string | null;
}

/**
 * Rules on a question. The ruling is in force at once; one that is in force already is replaced only by someone who has
 * read it.
 * @throws AppError not_found; conflict with the ruling that someone else gave in the meantime
 */
export async function giveRuling(
  tx: Change,
  caller: Caller,
  of: { guide: string; question: string },
  { text, rule: said, after }: NewRuling,
): Promise<Ruling> {
  const { project, state, n, rule: asked } = await lockQuestion(tx, caller, of);
  if (state === "merged")
    throw new AppError("conflict", { message: `Question ${n} was merged into another one. Rule there.` });
  const last = await rulingInForce(tx, of.question);
  if ((last?.id ?? null) !== after)
    throw new AppError("conflict", {
      message:
        "Someone else ruled on this question in the meantime. Read their ruling first; you can replace it.",
      detail: { ruling: last },
    });
  const rule = said === undefined ? asked : said;
  if (rule) await expectRule(tx, of.guide, rule);
  const ruling = newId();
  await tx.client.query(
    `insert into ruling (id, org_id, project_id, question_id, guide_id, entry_id, version_id, text, agent_id)
     select $1, $2, $3, $4, g.id, $6, g.version_id, $7, $8 from guide_now g where g.id = $5 and g.org_id = $2`,
    [ruling, tx.org, project, of.question, of.guide, rule, text, tx.agent],
  );
  await tx.db
    .updateTable("desk_question")
    .set({ state: "answered" })
    .where("id", "=", of.question)
    .where("project_id", "=", project)
    .execute();
  tx.event({ kind: "question.ruled", project, body: { question: of.question, ruling, rule } });
  return (await rulingInForce(tx, of.question))!;
}

async function rulingInForce(tx: Change, question: string): Promise<Ruling | undefined> {
  const { rows } = await tx.client.query<Ruling>(
    `select id, entry_id as rule, text, version_n as since, at from ruling_now
     where question_id = $1 and org_id = $2`,
    [question, tx.org],
  );
  return rows[0];
}

/**
 * Notes what a ruling became in the draft. It is shown beside its rule until a version with that is published.
 * @throws AppError not_found
 */
export async function useRuling(
  tx: Change,
  caller: Caller,
  of: { guide: string; question: string },
  { ruling, kind }: { ruling: string; kind: RulingUse },
): Promise<void> {
  const { project } = await lockQuestion(tx, caller, of);
  const use = newId();
  const { rowCount } = await tx.client.query(
    `insert into ruling_use (id, org_id, ruling_id, kind, agent_id)
     select $1, $2, r.id, $4, $5 from ruling r where r.id = $3 and r.org_id = $2 and r.question_id = $6 and r.project_id = $7`,
    [use, tx.org, ruling, kind, tx.agent, of.question, project],
  );
  if (rowCount === 0) throw new AppError("not_found");
  tx.event({ kind: "ruling.used", project, body: { ruling, use, kind } });
}
