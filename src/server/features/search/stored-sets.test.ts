import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../db/in-transaction.ts";
import { buildOrganization, buildProject } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { sizeOf, walk } from "./position-set.ts";
import { addToSets, readSets } from "./stored-sets.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

test("sets come back as they were stored, every bit of them, and grow", async () => {
  const { owner: lead } = await buildOrganization(app);
  const owner = { org: lead.org, project: await buildProject(lead) };
  const { pool } = app.services.database;
  const dense = Array.from({ length: 30_000 }, (_, n) => 5_000 + n).filter((n) => (n * 7919) % 10 < 7);
  const sparse = Array.from({ length: 500 }, (_, n) => 2 ** 40 + n * 16_381);
  const add = (added: Map<string, number[]>) =>
    inTransaction(pool, (client) => addToSets(client, owner, added));
  await add(
    new Map([
      ["dense", dense.slice(0, 20_000)],
      ["sparse", sparse.slice(100)],
    ]),
  );
  await add(
    new Map([
      ["dense", dense.slice(10_000)],
      ["sparse", sparse.slice(0, 200)],
    ]),
  );
  const sets = await readSets(pool, owner, ["dense", "sparse", "none"]);
  const members = (facet: string) =>
    [...walk(sets.get(facet)!, { after: null, descending: false, run: 1_000 })].flat();
  expect(members("dense")).toEqual(dense);
  expect(members("sparse")).toEqual(sparse);
  expect(sizeOf(sets.get("none")!)).toBe(0);
  const { rows } = await pool.query("select from item_set where project_id = $1 and facet = 'dense'", [
    owner.project,
  ]);
  expect(rows).toHaveLength(5); // a row for each 8,192 positions
});

test("the sets of one project are not another's", async () => {
  const { owner: lead } = await buildOrganization(app);
  const [mine, other] = [await buildProject(lead), await buildProject(lead)];
  const { pool } = app.services.database;
  const owner = { org: lead.org, project: mine };
  await inTransaction(pool, (client) => addToSets(client, owner, new Map([["all", [1, 2]]])));
  expect(sizeOf((await readSets(pool, { ...owner, project: other }, ["all"])).get("all")!)).toBe(0);
  expect(sizeOf((await readSets(pool, { ...owner, org: other }, ["all"])).get("all")!)).toBe(0);
});
