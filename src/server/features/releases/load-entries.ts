import type pg from "pg";
import type { Attributes, Hidden, Json, Material } from "#content/index.ts";
import type { Entry, EntryAnswer, EntryReview } from "#formats/export/index.ts";
import type { StoredAnswer } from "#kinds/answer.ts";
import { Form } from "#kinds/form.ts";
import type { RowKey } from "../../db/database.ts";
import { run, type Statement } from "../../db/pool.ts";

const PAGE = 500;

const ITEMS: Statement = {
  name: "release-items",
  text: `select r.n, r.split as part, r.answer_ids, r.review_ids, i.id, i.position, i.external_id, i.family, i.split,
           typed(i.attributes, i.id, made.created_at) as attributes, i.shown, i.hidden, i.import_id, i.line, encode(i.hash, 'hex') as hash, i.at
         from release_item r join release made on made.id = r.release_id join item i on i.id = r.item_id
         where r.release_id = $1 and i.project_id = $4 and r.org_id = $2 and r.n > $3 order by r.n limit ${PAGE}`,
};
const ANSWERS: Statement = {
  name: "release-answers",
  text: `select h.id as head, a.id, a.parent_id, a.stage, a.agent_id, a.n, a.form_n as form, a.guide_n as guide, a.body, a.kinds,
           a.confidence, a.shown_order, a.spans, a.late, encode(a.hash, 'hex') as hash, a.at
         from answer_version h join answer_version a on a.slot_id = h.slot_id and a.n <= h.n
         where h.id = any($1) and h.project_id = $3 and h.org_id = $2 order by a.slot_id, a.n`,
};
const REVIEWS: Statement = {
  name: "release-reviews",
  text: `select r.id, r.answer_id, r.agent_id, r.decision, r.reason, r.score, r.fixed_answer_id, r.form_n as form, r.at
         from decision r
         where r.id = any($1) and r.project_id = $3 and r.org_id = $2`,
};

interface ItemRow {
  n: number;
  part: string | null;
  answer_ids: string[];
  review_ids: string[];
  id: string;
  position: number;
  external_id: string | null;
  family: string | null;
  split: string | null;
  attributes: Attributes;
  shown: Material;
  hidden: Hidden | null;
  import_id: string | null;
  line: number | null;
  hash: string;
  at: string;
}

interface AnswerRow extends StoredAnswer {
  head: string;
  id: string;
  parent_id: string | null;
  stage: string;
  agent_id: string;
  n: number;
  form: number;
  guide: number | null;
  confidence: number | null;
  shown_order: number[];
  spans: Json;
  late: boolean;
  hash: string;
  at: string;
}

interface ReviewRow {
  id: string;
  answer_id: string;
  agent_id: string;
  decision: string;
  reason: string;
  score: number | null;
  fixed_answer_id: string | null;
  form: number;
  at: string;
}

/** The published forms of a project by number. */
export async function loadForms(pool: pg.Pool, org: string, project: string): Promise<Map<number, Form>> {
  const { rows } = await pool.query<{ n: number; form: unknown }>(
    "select n, form from form_version where project_id = $1 and org_id = $2",
    [project, org],
  );
  return new Map(rows.map(({ n, form }) => [n, Form.parse(form)]));
}

/**
 * The entries of a release in their order, a page at a time: every statement is short, so that nobody's work waits
 * for an old snapshot, and what it reads never changes.
 */
export async function* loadEntries(
  pool: pg.Pool,
  { org, id, project }: RowKey & { project: string },
  forms: ReadonlyMap<number, Form>,
): AsyncGenerator<Entry[]> {
  let after = 0;
  for (;;) {
    const items = await run<ItemRow>(pool, ITEMS, [id, org, after, project]);
    if (items.length === 0) return;
    after = items.at(-1)!.n;
    const heads = items.flatMap((item) => item.answer_ids);
    const reviews = items.flatMap((item) => item.review_ids);
    const versions = heads.length > 0 ? await run<AnswerRow>(pool, ANSWERS, [heads, org, project]) : [];
    const decisions = reviews.length > 0 ? await run<ReviewRow>(pool, REVIEWS, [reviews, org, project]) : [];
    const chains = new Map<string, AnswerRow[]>();
    for (const row of versions) chains.set(row.head, [...(chains.get(row.head) ?? []), row]);
    const reviewOf = new Map(decisions.map((row) => [row.id, row]));
    yield items.map((item) => entryOf(item, chains, reviewOf, forms));
  }
}

function entryOf(
  row: ItemRow,
  chains: ReadonlyMap<string, AnswerRow[]>,
  reviews: ReadonlyMap<string, ReviewRow>,
  forms: ReadonlyMap<number, Form>,
): Entry {
  const versions = row.answer_ids.map((head) => chains.get(head)!.map((version) => answerOf(version, forms)));
  return {
    item: {
      id: row.id,
      position: row.position,
      externalId: row.external_id,
      family: row.family,
      split: row.split,
      attributes: row.attributes,
      material: row.shown,
      hidden: row.hidden,
      import: row.import_id === null ? null : { id: row.import_id, line: row.line },
      hash: row.hash,
      at: row.at,
    },
    split: row.part,
    answers: versions.map((chain) => chain.at(-1)!),
    earlier: versions.flatMap((chain) => chain.slice(0, -1)),
    reviews: row.review_ids.map((id) => reviewOf(reviews.get(id)!)),
  };
}

function answerOf(row: AnswerRow, forms: ReadonlyMap<number, Form>): EntryAnswer {
  return {
    id: row.id,
    parentId: row.parent_id,
    stage: row.stage,
    by: row.agent_id,
    n: row.n,
    formVersion: row.form,
    guideVersion: row.guide,
    form: forms.get(row.form)!,
    body: row.body,
    kinds: row.kinds,
    confidence: row.confidence,
    shownOrder: row.shown_order,
    spans: row.spans,
    late: row.late,
    hash: row.hash,
    at: row.at,
  };
}

function reviewOf(row: ReviewRow): EntryReview {
  return {
    id: row.id,
    answerId: row.answer_id,
    by: row.agent_id,
    decision: row.decision,
    reason: row.reason,
    score: row.score,
    fixedAnswerId: row.fixed_answer_id,
    formVersion: row.form,
    at: row.at,
  };
}
