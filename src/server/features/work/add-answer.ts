import { createHash } from "node:crypto";
import { canonical } from "#content/index.ts";
import type { TimeSpan } from "#contract/entities.ts";
import { type AnswerBody, checkAnswer, type KindVersions, kindVersions, remapAnswer } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import type { Workflow } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../http/errors.ts";
import { candidateAt } from "./assignment.ts";

/** What an answer version is made of, beside what the database knows. */
export interface NewAnswer {
  project: string;
  item: string;
  slot: number;
  stage: string;
  formVersion: string;
  order: number[];
  body: AnswerBody;
  confidence: number | null;
  spans: TimeSpan[];
  late: boolean;
}

export interface AddedAnswer {
  id: string;
  n: number;
  hash: string;
  workflow: Workflow;
}

interface Versions {
  parent: string | null;
  parent_hash: Buffer | null;
  n: number;
  guide: string | null;
  workflow: string;
  graph: Workflow;
}

/** The versions in force, and the end of the slot's chain of answers. */
const VERSIONS: Statement = {
  name: "answer-versions",
  text: `select a.id as parent, a.hash as parent_hash, coalesce(a.n, 0) as n, p.guide_version_id as guide,
           p.workflow_version_id as workflow, w.graph
         from project p join workflow_version w on w.id = p.workflow_version_id
         left join lateral (select id, hash, n from answer where slot_id = $3 order by n desc limit 1) a on true
         where p.id = $1 and p.org_id = $2`,
};
const INSERT: Statement = {
  name: "answer-insert",
  text: `insert into answer (id, org_id, project_id, item_id, slot_id, stage, agent_id, parent_id, n, form_version_id,
           guide_version_id, workflow_version_id, shown_order, body, confidence, spans, late, hash, kinds)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
};

/**
 * Checks a body that refers to places, rewrites it to the item's own candidates.
 * @throws AppError incomplete, with a message for each question that needs one
 */
export function readBody(form: Form, body: AnswerBody, order: readonly number[]): AnswerBody {
  const checked = checkAnswer(form, body, { candidates: order.length });
  if (checked.gaps.length > 0) {
    throw new AppError("incomplete", {
      fields: Object.fromEntries(checked.gaps.map((gap) => [gap.question, gap.message])),
    });
  }
  return remapAnswer(form, checked.body, candidateAt(order));
}

/** Adds the next version to a slot's chain of answers. `body` refers to the item's own candidates. */
export async function addAnswer(tx: Change, answer: NewAnswer): Promise<AddedAnswer> {
  const [versions] = await run<Versions>(tx.client, VERSIONS, [answer.project, tx.org, answer.slot]);
  const { parent, parent_hash, guide, workflow, graph } = versions!;
  const id = newId();
  const n = versions!.n + 1;
  const kinds = kindVersions();
  const hash = answerHash({
    item: answer.item,
    slot: answer.slot,
    n,
    agent: tx.agent,
    form: answer.formVersion,
    order: answer.order,
    body: answer.body,
    ...(kinds && { kinds }),
    parent: parent_hash?.toString("hex") ?? null,
  });
  await run(tx.client, INSERT, [
    id,
    tx.org,
    answer.project,
    answer.item,
    answer.slot,
    answer.stage,
    tx.agent,
    parent,
    n,
    answer.formVersion,
    guide,
    workflow,
    answer.order,
    JSON.stringify(answer.body),
    answer.confidence,
    JSON.stringify(answer.spans),
    answer.late,
    hash,
    kinds && JSON.stringify(kinds),
  ]);
  return { id, n, hash: hash.toString("hex"), workflow: graph };
}

/** SHA-256 over the canonical JSON of what makes an answer version; the parent's hash makes it a chain. */
export function answerHash(parts: {
  item: string;
  slot: number;
  n: number;
  agent: string;
  form: string;
  order: number[];
  body: AnswerBody;
  kinds?: KindVersions;
  parent: string | null;
}): Buffer {
  return createHash("sha256").update(canonical(parts)).digest();
}
