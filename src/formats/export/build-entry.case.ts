import { ReleasePolicy } from "#contract/releases.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import type { Imported } from "../import/index.ts";
import type { Entry, EntryAnswer } from "./entry.ts";

/** An entry for tests: an imported item with answers to a form. */
export function buildEntry(item: Imported, form: Form, bodies: AnswerBody[], id = "i-1"): Entry {
  const answers = bodies.map((body, at): EntryAnswer => {
    const made = { id: `${id}-a${at}`, parentId: null, stage: "answer", by: `p-${at}`, n: 1, formVersion: 1 };
    const told = {
      guideVersion: 1,
      form,
      body,
      kinds: null,
      confidence: 4,
      shownOrder: [0, 1],
      spans: [],
      late: false,
    };
    return { ...made, ...told, hash: "00", at: `2026-01-0${at + 1}T10:00:00.000Z` };
  });
  const { material, hidden, attributes, family, split, externalId } = item;
  const from = { import: { id: "im-1", line: 1 }, hash: "00", at: "2026-01-01T00:00:00.000Z" };
  return {
    item: { id, position: 1, externalId, family, split, attributes, material, hidden, ...from },
    split: null,
    answers,
    earlier: [],
    reviews: [],
  };
}

export const POLICY = ReleasePolicy.parse({});
