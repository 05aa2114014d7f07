import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { rewriteRows } from "../../testing/rewrite-rows.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { followWork } from "../search/index.ts";

const { items, projects, search, work } = contract;
let app: TestApp;
let lead: TestPerson;
let trainer: TestPerson;
let reviewer: TestPerson;
let project: string;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
  trainer = await buildPerson(app, lead.org, { name: "Tara" });
  reviewer = await buildPerson(app, lead.org, { name: "Rita" });
});
afterAll(() => app.stop());

async function newProject(count: number): Promise<string[]> {
  project = await buildProject(lead);
  await join(lead, project, trainer, "trainer");
  await join(lead, project, reviewer, "reviewer");
  return addItems(app, lead, project, count);
}

async function claim(who: TestPerson) {
  const { assignment } = await must(who, work.claim, { params: { project }, body: {} });
  return { project, assignment: assignment!.id };
}
async function submit(text: string): Promise<{ project: string; assignment: string }> {
  const params = await claim(trainer);
  await must(trainer, work.submit, { params, body: { body: { response: text } } });
  return params;
}
async function review(body: {
  decision: "accept" | "fix" | "return";
  reason?: string;
  body?: { response: string };
}) {
  await must(reviewer, work.review, { params: await claim(reviewer), body });
}

test("an item shows every version of an answer, what became of it, and who said what", async () => {
  const [item] = await newProject(1);
  const first = await submit("Hasty");
  await must(trainer, work.takeBack, { params: first });
  await must(trainer, work.submit, { params: first, body: { body: { response: "Short" } } });
  await review({ decision: "return", reason: "Say more" });
  await submit("Longer");
  await review({ decision: "fix", body: { response: "Longer and right" } });

  const params = { project, item: item! };
  const found = await must(lead, items.get, { params });
  expect(found).toMatchObject({ state: "done", leases: [] });
  expect(found.answers.map(({ n, state, by, body }) => [n, state, by.name, body.response])).toEqual([
    [1, "undone", "Tara", "Hasty"],
    [2, "returned", "Tara", "Short"],
    [3, "superseded", "Tara", "Longer"],
    [4, "accepted", "Rita", "Longer and right"],
  ]);
  expect(found.answers[1]!.reviews).toMatchObject([
    { decision: "return", reason: "Say more", by: { name: "Rita" } },
  ]);
  const kinds = found.timeline.map((entry) => entry.kind);
  expect(kinds.slice(0, 5)).toEqual([
    "item.imported",
    "slot.claimed",
    "answer.submitted",
    "answer.taken-back",
    "answer.submitted",
  ]);
  const returned = found.timeline.find((entry) => entry.detail.decision === "return");
  expect(returned).toMatchObject({ by: { name: "Rita" }, detail: { reason: "Say more" } });
});

test("an answer that nobody reviewed is accepted without review, also where others were reviewed", async () => {
  const ids = await newProject(2);
  await submit("Looked at");
  await review({ decision: "accept" });
  await must(lead, projects.update, { params: { project }, body: { settings: { review: false } } });
  await submit("Not looked at");
  const states = ids.map(async (item) => {
    const { answers } = await must(lead, items.get, { params: { project, item } });
    return answers.map(({ state }) => state);
  });
  expect(await Promise.all(states)).toEqual([["accepted"], ["accepted-without-review"]]);
});

test("what is hidden is for managers and viewers; a reviewer sees the item without it, a trainer not at all", async () => {
  const [item] = await newProject(1);
  const viewer = await buildPerson(app, lead.org);
  await join(lead, project, viewer, "viewer");
  const hidden = { candidates: [{ id: "c1", origin: { model: "secret-model" } }] };
  await rewriteRows(app, "item", "update item set hidden = $2 where id = $1", [item, JSON.stringify(hidden)]);
  const params = { project, item: item! };
  for (const who of [lead, viewer]) expect(await must(who, items.get, { params })).toMatchObject({ hidden });
  expect(await must(reviewer, items.get, { params })).toMatchObject({ hidden: null });
  expect(await call(trainer, items.get, { params })).toMatchObject({ status: 403 });
  expect(await call(trainer, search.items, { params, query: {} })).toMatchObject({ status: 403 });
});

test("an item of another project is not found through one's own", async () => {
  const [item] = await newProject(1);
  const own = await buildProject(lead);
  expect(await call(lead, items.get, { params: { project: own, item: item! } })).toMatchObject({
    status: 404,
  });
  const cancelled = await must(lead, items.cancel, { params: { project: own }, body: { items: [item!] } });
  expect(cancelled).toEqual({ changed: 0 });
});

test("items are cancelled and restored, and offered sooner when they are urgent", async () => {
  const [first, second, third] = await newProject(3);
  const params = { project };
  expect(await must(lead, items.cancel, { params, body: { items: [first!, second!] } })).toEqual({
    changed: 2,
  });
  await must(lead, items.cancel, { params, body: { items: [first!], restore: true } });
  await must(lead, items.prioritise, { params, body: { items: [third!], priority: 0 } });
  const held = await claim(trainer);
  const found = await must(lead, items.get, { params: { project, item: third! } });
  expect(found).toMatchObject({ priority: 0, leases: [{ holder: { name: "Tara" }, parked: false }] });
  await must(trainer, work.submit, { params: held, body: { body: { response: "Done" } } });
  expect(
    (await must(lead, search.items, { params, query: {} })).rows.map((row) => [row.state, row.priority]),
  ).toEqual([
    ["new", 1],
    ["withdrawn", 1],
    ["in-progress", 0],
  ]);
  await followWork.run(app.services); // what was cancelled is among the worked on from now on
  expect((await must(lead, search.items, { params, query: { state: "new" } })).rows).toMatchObject([
    { id: first },
  ]);
});

test("the log may not know a person any more, and the item still opens", async () => {
  const [item] = await newProject(1);
  const gone = await buildPerson(app, lead.org, { name: "Gone" });
  await join(lead, project, gone, "trainer");
  await claim(gone);
  await app.services.database.pool.query("delete from identity where person_id = $1", [gone.id]);
  const found = await must(lead, items.get, { params: { project, item: item! } });
  expect(found.leases).toMatchObject([{ holder: { name: `Person ${gone.id.slice(-4)}` } }]);
  expect(JSON.stringify(found)).not.toContain("Gone");
});
