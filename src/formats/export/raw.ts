import type { Json } from "#content/index.ts";
import { JSON_TEXT } from "./column-types.ts";
import type { EntryAnswer, EntryReview, Format } from "./entry.ts";

/** Everything: the item with what is hidden, every vote and its earlier versions, every review, where it is from. */
export const raw: Format = {
  name: "raw",
  title: "Everything (raw JSONL)",
  container: "jsonl",
  asAnswered: true,
  fits: () => true,
  columns: {
    item: "VARCHAR",
    external_id: "VARCHAR",
    position: "BIGINT",
    family: "VARCHAR",
    split: "VARCHAR",
    attributes: JSON_TEXT,
    material: JSON_TEXT,
    hidden: JSON_TEXT,
    import: 'STRUCT("id" VARCHAR, "line" BIGINT)',
    hash: "VARCHAR",
    at: "VARCHAR",
    answers: JSON_TEXT,
    earlier: JSON_TEXT,
    reviews: JSON_TEXT,
  },
  rows: ({ item, split, answers, earlier, reviews }) => [
    {
      item: item.id,
      external_id: item.externalId,
      position: item.position,
      family: item.family,
      split: split ?? item.split,
      attributes: item.attributes,
      material: item.material as Json,
      hidden: item.hidden as Json,
      import: item.import,
      hash: item.hash,
      at: item.at,
      answers: answers.map(answerRow),
      earlier: earlier.map(answerRow),
      reviews: reviews.map(reviewRow),
    },
  ],
};

function answerRow(answer: EntryAnswer): Json {
  return {
    id: answer.id,
    parent: answer.parentId,
    stage: answer.stage,
    by: answer.by,
    version: answer.n,
    form_version: answer.formVersion,
    guide_version: answer.guideVersion,
    body: answer.body,
    ...(answer.kinds && { kinds: answer.kinds }),
    confidence: answer.confidence,
    shown_order: answer.shownOrder,
    spans: answer.spans,
    late: answer.late,
    hash: answer.hash,
    at: answer.at,
  };
}

function reviewRow(review: EntryReview): Json {
  return {
    id: review.id,
    answer: review.answerId,
    by: review.by,
    decision: review.decision,
    reason: review.reason,
    score: review.score,
    fixed_answer: review.fixedAnswerId,
    form_version: review.formVersion,
    at: review.at,
  };
}
