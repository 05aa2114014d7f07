import { contract } from "#contract/index.ts";
import type { Assignment } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { type call, must } from "./call.ts";
import type { TestPerson } from "./make.ts";
import type { TestApp } from "./test-app.ts";

const { work } = contract;
type Body<E extends keyof typeof work> = Parameters<typeof call<(typeof work)[E]>>[2] extends {
  body: infer B;
}
  ? B
  : never;

/** Claims the next piece of work; null where nothing is handed out. */
export async function claim(
  who: TestPerson,
  project: string,
  body: Body<"claim"> = {},
): Promise<Assignment | null> {
  return (await must(who, work.claim, { params: { project }, body })).assignment;
}

/** Submits an answer: a text is the response of a demonstration. */
export function submit(who: TestPerson, assignment: Assignment, answer: AnswerBody | string) {
  const body = { body: typeof answer === "string" ? { response: answer } : answer };
  return must(who, work.submit, { params: paramsOf(assignment), body });
}

/** Decides on an answer. */
export function review(who: TestPerson, assignment: Assignment, body: Body<"review">) {
  return must(who, work.review, { params: paramsOf(assignment), body });
}

/** How a path names a piece of work. */
export function paramsOf(assignment: Assignment): { project: string; assignment: string } {
  return { project: assignment.projectId, assignment: assignment.id };
}

/** Makes it an hour since a piece of work was handed over, so that time may have been spent on it. */
export async function anHourPasses(test: TestApp, assignment: string): Promise<void> {
  const { rows } = await test.services.database.pool.query("select quote_literal($1::uuid) as id", [
    assignment,
  ]);
  await test.services.database.pool.query(
    `begin; alter table assignment disable trigger user;
     update assignment set at = at - interval '1 hour' where id = ${rows[0].id};
     alter table assignment enable trigger user; commit`,
  );
}
