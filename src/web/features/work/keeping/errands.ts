import type { TimeSpan } from "#contract/entities.ts";
import type { Judgement } from "#contract/findings.ts";
import type { ObjectionReason } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { ApiError, type Client } from "#sdk/index.ts";
import type { Letter } from "./outbox.ts";

export type Decision = "accept" | "fix" | "return" | "reject";

interface About {
  project: string;
  assignment: string;
  /** The start of the text, so that a person knows which one it was. */
  excerpt: string;
}

/** What a person decides on the work screen, and the server must hear of in this order. */
export type Errand = About &
  (
    | { kind: "submit"; body: { body: AnswerBody; confidence: number | null; spans: TimeSpan[] } }
    | {
        kind: "review";
        body: {
          decision: Decision;
          reason: string;
          score: number | null;
          body: AnswerBody | null;
          spans: TimeSpan[];
          rules: { rule: string; judgement?: Judgement }[];
        };
      }
    | { kind: "skip" | "flag"; body: { reason: ObjectionReason; note: string } }
    | { kind: "release" }
  );

/** An errand without what it is about. */
export type Order = Errand extends infer E ? (E extends Errand ? Omit<E, keyof About> : never) : never;
export type Objection = Extract<Errand, { kind: "skip" | "flag" }>["body"];

/** Carries a letter to the server. The letter's id is the idempotency key, so every try is the same request. */
export function deliver(work: Client["work"], letter: Letter<Errand>): Promise<unknown> {
  const { errand, id: key } = letter;
  const params = { project: errand.project, assignment: errand.assignment };
  switch (errand.kind) {
    case "submit":
      return settleTwice(letter, work.submit({ params, body: errand.body, key }));
    case "review":
      return settleTwice(letter, work.review({ params, body: errand.body, key }));
    case "skip":
      return ifHeld(work.skip({ params, body: errand.body, key }));
    case "flag":
      return work.flag({ params, body: errand.body, key });
    case "release":
      return ifHeld(work.release({ params, key }));
  }
}

/** A second try may find the first one done, long after the server forgot the key: then it is done. */
async function settleTwice(letter: Letter<Errand>, sent: Promise<unknown>): Promise<unknown> {
  try {
    return await sent;
  } catch (error) {
    if (letter.tries > 1 && error instanceof ApiError && error.code === "already_decided") {
      return { outcome: "submitted", late: false, canTakeBack: false };
    }
    throw error;
  }
}

/** What is no longer held need not be given up. */
async function ifHeld(sent: Promise<unknown>): Promise<unknown> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof ApiError && (error.code === "not_held" || error.status === 404)) return { ok: true };
    throw error;
  }
}
