import { afterAll, beforeAll, expect, test } from "vitest";
import type { Predicate } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import { addItems } from "../testing/add-items.ts";
import { must } from "../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../testing/make.ts";
import { type TestApp, testApp } from "../testing/test-app.ts";
import { predicateSql } from "./predicate-sql.ts";

let app: TestApp;
let org: string;
let project: string;
let [anna, ben]: TestPerson[] = [];

/** Two items, "Alpha old" and "Beta old", answered by one person each and waiting for a review; two that nobody met. */
beforeAll(async () => {
  app = await testApp();
  const { org: id, owner } = await buildOrganization(app);
  org = id;
  [anna, ben] = [await buildPerson(app, org), await buildPerson(app, org)];
  project = await buildProject(owner, { template: "demonstration", settings: { review: true } });
  const words = ["Alpha old", "Beta old", "Alpha new", "Beta new"];
  await addItems(app, owner, project, 4, (n) => ({ prompt: [{ role: "user", content: words[n]! }] }));
  for (const [person, response] of [
    [anna!, "yes"],
    [ben!, "no"],
  ] as const) {
    await join(owner, project, person, "trainer");
    const { assignment } = await must(person, contract.work.claim, { params: { project }, body: {} });
    const params = { project, assignment: assignment!.id };
    await must(person, contract.work.submit, { params, body: { body: { response } } });
  }
});
afterAll(() => app.stop());

/** The items, from 0, for which a predicate holds. */
async function held(predicate: Predicate): Promise<number[]> {
  const { sql, values } = predicateSql(predicate, 3);
  const { rows } = await app.services.database.pool.query<{ nth: number }>(
    `select nth from (select (row_number() over (order by position) - 1)::int as nth, n.* from item_now n
     where project_id = $1 and org_id = $2) i where ${sql} order by nth`,
    [project, org, ...values],
  );
  return rows.map(({ nth }) => nth);
}

test("a condition on answers looks at the item's own, by question", async () => {
  const of = { of: "answer" as const, name: "response" };
  expect(await held({ ...of, equals: "yes" })).toEqual([0]);
  expect(await held({ ...of, in: ["yes", "no"] })).toEqual([0, 1]);
  expect(await held({ ...of, in: [] })).toEqual([]);
  expect(await held({ ...of, between: { from: "o" } })).toEqual([0]);
  expect(await held({ of: "answer", name: "other", in: ["yes", "no"] })).toEqual([]);
  expect(await held({ not: { ...of, equals: "yes" } })).toEqual([1, 2, 3]);
});

test("a condition on authors looks at who answered the item", async () => {
  expect(await held({ of: "author", equals: anna!.id })).toEqual([0]);
  expect(await held({ of: "author", in: [anna!.id, ben!.id] })).toEqual([0, 1]);
  expect(await held({ not: { of: "author", equals: anna!.id } })).toEqual([1, 2, 3]);
});

test("states are today's words, or the first release's for a part of one", async () => {
  expect(await held({ of: "state", equals: "in-progress" })).toEqual([0, 1]);
  expect(await held({ of: "state", equals: "review" })).toEqual([0, 1]);
  expect(await held({ of: "state", equals: "working" })).toEqual([]);
  expect(await held({ of: "state", in: ["new", "done"] })).toEqual([2, 3]);
  expect(await held({ of: "state", in: ["done", "new"] })).toEqual([2, 3]);
  expect(await held({ of: "state", equals: "no such state" })).toEqual([]);
});

test("words are looked for together, alternatives apart, and nothing has findings", async () => {
  expect(await held({ of: "text", equals: "old alpha" })).toEqual([0]);
  expect(await held({ of: "text", in: ["alpha", "new"] })).toEqual([0, 2, 3]);
  expect(await held({ of: "text", in: [] })).toEqual([]);
  expect(await held({ of: "finding", equals: "old" })).toEqual([]);
});
