import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { must } from "../../testing/call.ts";
import { buildCrowd, buildOrganization, buildProject, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

let site: TestApp;
let lead: TestPerson;

beforeAll(async () => {
  site = await testApp({ poolSize: 12 });
  ({ owner: lead } = await buildOrganization(site));
});
afterAll(() => site.stop());

const claim = (person: TestPerson, project: string) =>
  must(person, contract.work.claim, { params: { project }, body: {} }).then((result) => result.assignment);

test("200 claimants on 100 slots from one barrier: 100 get one each, 100 are told that nothing is left", async () => {
  const project = await buildProject(lead, { settings: { review: false } });
  await addItems(site, lead, project, 100);
  const people = await buildCrowd(site, lead, project, 200);
  const claims = await Promise.all(people.map((person) => claim(person, project)));
  const granted = claims.filter((assignment) => assignment !== null);
  expect(granted).toHaveLength(100);
  const { rows } = await site.services.database.pool.query(
    "select count(distinct slot_id)::int as slots, count(distinct agent_id)::int as people from assignment where project_id = $1",
    [project],
  );
  expect(rows[0]).toEqual({ slots: 100, people: 100 });
});

test("60 people on 30 items with a cap of 2: exactly 60 accepted, never two by one person on an item", async () => {
  const project = await buildProject(lead, { settings: { review: false, answersPerItem: 2 } });
  await addItems(site, lead, project, 30);
  const people = await buildCrowd(site, lead, project, 60);
  const outcomes = await Promise.all(
    people.map(async (person) => {
      let done = 0;
      for (let round = 0; round < 3; round++) {
        const assignment = await claim(person, project);
        if (!assignment) continue;
        const params = { project, assignment: assignment.id };
        const body = { body: { response: `By ${person.id}` } };
        if ((await must(person, contract.work.submit, { params, body })).outcome === "accepted") done++;
      }
      return done;
    }),
  );
  expect(outcomes.reduce((sum, done) => sum + done)).toBe(60);
  const { rows } = await site.services.database.pool.query(
    `select count(*)::int as answers, count(distinct (item_id, agent_id))::int as pairs,
       (select max(n) from (select count(*)::int as n from answer where project_id = $1 group by item_id) per_item) as most
     from answer where project_id = $1`,
    [project],
  );
  expect(rows[0]).toEqual({ answers: 60, pairs: 60, most: 2 });
});

test("one person gets each item once, whatever is still open of it", async () => {
  const project = await buildProject(lead, { settings: { review: false, answersPerItem: 3 } });
  await addItems(site, lead, project, 4);
  const [person] = await buildCrowd(site, lead, project, 1);
  const params = { project };
  let claims = 0;
  for (;;) {
    const assignment = await claim(person!, project);
    if (!assignment || claims === 12) break;
    claims++;
    const body = { body: { response: "Mine" } };
    await must(person!, contract.work.submit, { params: { ...params, assignment: assignment.id }, body });
  }
  expect(claims).toBe(4);
});

test("one person in ten tabs at once has two pieces in hand at the most", async () => {
  const project = await buildProject(lead, { settings: { review: false } });
  await addItems(site, lead, project, 40);
  const [person] = await buildCrowd(site, lead, project, 1);
  const { pool } = site.services.database;
  /** Ten claims of which none can end before all have come as far as they may. */
  async function tenAtOnce(body: { holding?: string[]; ahead?: boolean }) {
    const gate = await pool.connect();
    await gate.query("begin; lock table event in share mode");
    const claims = Promise.all(
      Array.from({ length: 10 }, () => must(person!, contract.work.claim, { params: { project }, body })),
    );
    for (let n = 0; n < 20; n++) await must(person!, contract.accounts.me, {});
    await gate.query("commit");
    gate.release();
    return claims;
  }
  const inHand = async () =>
    (await pool.query("select from slot where holder = $1 and state = 1", [person!.id])).rowCount;
  const [first] = await tenAtOnce({});
  expect(await inHand()).toBe(1);
  await tenAtOnce({ holding: [first!.assignment!.id], ahead: true });
  expect(await inHand()).toBe(2);
});
