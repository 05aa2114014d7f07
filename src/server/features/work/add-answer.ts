import { createHash } from "node:crypto";
import { type Attributes, canonical } from "#content/index.ts";
import type { TimeSpan } from "#contract/entities.ts";
import {
  type AnswerBody,
  checkAnswer,
  type Gap,
  type KindVersions,
  kindVersions,
  remapAnswer,
} from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import type { Statement } from "../../db/pool.ts";
import { rowHash } from "../../db/row-hash.ts";
import { AppError } from "../../errors.ts";
import { candidateAt, type WorkRow } from "./assignment.ts";
import { cutSpans } from "./cut-spans.ts";
import type { Standing } from "./standing.ts";

/** What an answer version is made of, beside what the database knows. */
export interface NewAnswer {
  /** The slot that it is made in; the place of the answer itself where its author writes it. */
  madeIn: number;
  form: string;
  order: number[];
  /** Refers to the item's own candidates. */
  body: AnswerBody;
  confidence: number | null;
  spans: TimeSpan[];
  late: boolean;
}

const INSERT: Statement = {
  name: "answer-insert",
  text: `insert into answer (id, org_id, project_id, item_id, slot_id, made_slot_id, stage, agent_id, parent_id, n,
           form_version_id, guide_version_id, workflow_version_id, shown_order, body, confidence, spans, late, hash, kinds, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
};

/**
 * Checks a body that refers to places, rewrites it to the item's own candidates.
 * @param attributes the item's, which conditions of the form may name
 * @param kept values of before, which stay as they were written, whatever is asked of them now
 * @throws AppError incomplete, with a message for each question that needs one
 */
export function readBody(
  form: Form,
  body: AnswerBody,
  order: readonly number[],
  attributes: Attributes,
  kept: AnswerBody = {},
): AnswerBody {
  const checked = checkAnswer(form, { ...kept, ...body }, { candidates: order.length, attributes });
  const stays = (gap: Gap) => Object.hasOwn(kept, gap.question);
  const gaps = checked.gaps.filter((gap) => !stays(gap));
  if (gaps.length > 0) {
    throw new AppError("incomplete", {
      fields: Object.fromEntries(gaps.map((gap) => [gap.question, gap.message])),
    });
  }
  const old = checked.gaps.filter(stays).map(({ question }) => [question, kept[question]!] as const);
  return remapAnswer(form, { ...checked.body, ...Object.fromEntries(old) }, candidateAt(order));
}

/**
 * Adds the next version to the chain of answers in a place.
 * @returns `hash`, of what it says and its parent; `proof`, the whole row's for the event
 */
export function addAnswer(
  tx: Change,
  row: WorkRow,
  { place, head, workflow }: Standing,
  answer: NewAnswer,
): { id: string; n: number; hash: string; proof: string } {
  const { order, body } = answer;
  const kinds = kindVersions();
  const proven = {
    ...{ id: newId(), org_id: tx.org, project_id: row.project_id, item_id: row.item_id, slot_id: place.id },
    ...{ made_slot_id: answer.madeIn, stage: row.stage, agent_id: tx.agent, parent_id: head?.id ?? null },
    ...{ n: (head?.n ?? 0) + 1, form_version_id: answer.form, guide_version_id: row.guide_version_id },
    ...{ workflow_version_id: workflow, shown_order: order, confidence: answer.confidence },
    ...{ spans: cutSpans(answer.spans, row.passed_ms), late: answer.late, kinds, at: row.now },
  };
  const { id, n } = proven;
  const hash = answerHash({
    ...{ item: row.item_id, slot: place.id, n, agent: tx.agent, form: answer.form, order, body },
    ...(kinds && { kinds }),
    parent: head?.hash.toString("hex") ?? null,
  }).toString("hex");
  tx.send(INSERT, [
    ...[id, tx.org, row.project_id, row.item_id, place.id, answer.madeIn, row.stage, tx.agent],
    ...[proven.parent_id, n, answer.form, row.guide_version_id, workflow, order, JSON.stringify(body)],
    ...[answer.confidence, JSON.stringify(proven.spans), answer.late, Buffer.from(hash, "hex")],
    ...[kinds && JSON.stringify(kinds), row.now],
  ]);
  const proof = rowHash({ ...proven, reasoning_shown: false, hash: `\\x${hash}` });
  return { id, n, hash, proof };
}

/** SHA-256 over the canonical JSON of what makes an answer version; the parent's hash makes it a chain. */
function answerHash(parts: {
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
