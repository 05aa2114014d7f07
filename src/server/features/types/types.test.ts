import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { Form } from "#kinds/form.ts";
import { templates } from "#kinds/templates.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { claim, submit } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { items, search, types } = contract;
let app: TestApp;
let lead: TestPerson;
let ann: TestPerson;
beforeAll(async () => {
  app = await testApp();
  const built = await buildOrganization(app);
  lead = built.owner;
  ann = await buildPerson(app, built.org, { name: "Ann" });
});
afterAll(() => app.stop());

const skillOf = async (project: string, item: string) =>
  (await must(lead, items.get, { params: { project, item } })).attributes.skill;
const found = async (project: string, skill: string) =>
  (await must(lead, search.items, { params: { project }, query: { attribute: `skill:${skill}` } })).rows.map(
    ({ id }) => id,
  );

test("a kind of task has a definition and parents, and what it said before is kept", async () => {
  const project = await buildProject(lead);
  const params = { project };
  const body = {
    key: "inference",
    title: "Inference",
    definition: "Conclude what a text implies.",
    parents: ["extraction", "open-qa"],
  };
  expect(await must(lead, types.save, { params, body })).toMatchObject({ ...body, n: 1 });
  await must(lead, types.save, { params, body: { ...body, definition: "Conclude, and say from what." } });
  const { rows } = await must(lead, types.list, { params: { project } });
  expect(rows).toMatchObject([{ key: "inference", n: 2, definition: "Conclude, and say from what." }]);
  expect(await call(lead, types.save, { params, body: { ...body, key: "No key" } })).toMatchObject({
    status: 422,
  });
});

test("a page of types says which items and questions use each, and a retired one takes no more items", async () => {
  const [first, ...more] = templates.demonstration.form.questions;
  const showIf = { attribute: "skill", in: ["inference", "open-qa"] };
  const about = { name: "steps", kind: "text", title: "Steps", showIf };
  const form = Form.parse({ ...templates.demonstration.form, questions: [first, ...more, about] });
  const project = await buildProject(lead, { form });
  const [item] = await addItems(app, lead, project, 1);
  const params = { project };
  const body = { key: "inference", title: "Inference" };
  await must(lead, types.save, { params, body });
  const retype = { params, body: { items: [item!], value: "inference" } };
  await must(lead, types.retype, retype);
  const none = { inProgress: 0, done: 0, withdrawn: 0 };
  expect(await must(lead, types.usage, { params })).toEqual({
    rows: [{ value: "inference", untouched: 1, ...none }],
    questions: ["inference", "open-qa"].map((task) => ({
      task,
      form: "main",
      name: "steps",
      title: "Steps",
    })),
  });
  expect(await must(lead, types.save, { params, body: { ...body, retired: true } })).toMatchObject({
    n: 2,
    retired: true,
  });
  const [other] = await addItems(app, lead, project, 1);
  expect(await call(lead, types.retype, { params, body: { ...retype.body, items: [other!] } })).toMatchObject(
    {
      status: 422,
    },
  );
});

test("items are retyped by filter: open work moves to its queue, an answer keeps its task, and undo brings all back", async () => {
  const project = await buildProject(lead, { settings: { queueBy: ["skill"], review: false } });
  await join(lead, project, ann, "trainer");
  const ids = await addItems(app, lead, project, 15);
  const { pool } = app.services.database;
  const queues = async () =>
    (
      await pool.query(
        `select q.attributes->>'skill' as skill, count(*)::int as n from slot s join queue q on q.id = s.queue_id
         where q.project_id = $1 and s.state = 0 group by 1 order by 1`,
        [project],
      )
    ).rows;
  const hashes = async () =>
    (await pool.query("select hash, attributes from item where project_id = $1 order by position", [project]))
      .rows;
  const before = { queues: await queues(), hashes: await hashes() };
  const extraction = await found(project, "extraction");
  expect(extraction.length).toBeGreaterThan(1);
  const params = { project };
  const body = { value: "inference-2", filter: { attribute: "skill:extraction" } };
  const preview = await must(lead, types.preview, { params, body });
  expect(preview).toMatchObject({ items: extraction.length, changing: extraction.length, done: 0 });
  const { retyping, changed } = await must(lead, types.retype, { params, body });
  expect(changed).toBe(extraction.length);
  expect(await found(project, "extraction")).toEqual([]);
  expect(await found(project, "inference-2")).toEqual(extraction);
  expect(await queues()).toContainEqual({ skill: "inference-2", n: extraction.length });
  expect(await hashes()).toEqual(before.hashes);

  for (;;) {
    const work = (await claim(ann, project))!;
    await submit(ann, work, "An answer");
    if (work.attributes.skill === "inference-2") break;
  }
  const answered = (
    await must(lead, search.items, { params, query: { attribute: "skill:inference-2", state: "done" } })
  ).rows[0]!.id;
  await must(lead, types.undo, { params, body: { retyping } });
  expect(await skillOf(project, answered)).toBe("extraction");
  const { answers } = await must(lead, items.get, { params: { project, item: answered } });
  expect(answers.map(({ task }) => task)).toEqual(["inference-2"]);
  expect(await found(project, "extraction")).toEqual(extraction);
  expect(await queues()).not.toContainEqual(expect.objectContaining({ skill: "inference-2" }));
  expect(await must(lead, types.undo, { params, body: { retyping } })).toMatchObject({ changed: 0 });
  expect(ids).toContain(answered);

  const client = new pg.Client(app.connection);
  await client.connect();
  expect(await verify(client, CHECKS, [])).toEqual([]);
  await client.end();
});
