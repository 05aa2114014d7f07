import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must, type Visitor } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { registerMachine } from "./register-machine.ts";

const { accounts, items, keys, people, projects, reports, work } = contract;
let app: TestApp;
let owner: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

/** A project with a program in it, and the visitor that its key makes. */
async function build(count: number, name: string) {
  const project = await buildProject(owner, { settings: { answersPerItem: 2, review: false } });
  const ids = await addItems(app, owner, project, count);
  const { program, secret } = await must(owner, people.addProgram, { body: { name, project } });
  const robot: Visitor = { url: app.url, headers: { authorization: `Bearer ${secret}` } };
  const batch = (body: object) => must(robot, work.batch, { params: { project }, body });
  return { project, ids, program, robot, batch };
}
const body = { response: "By a program" };

test("a program takes and submits in batches under its own name, by the rules that hold for people", async () => {
  const { project, ids, program, batch } = await build(5, "Echo 2");
  const { assignments } = await batch({ take: 3 });
  expect(assignments.map(({ material }) => material.prompt[0]!.content)).toEqual([
    "Prompt 0",
    "Prompt 1",
    "Prompt 2",
  ]);
  const again = await batch({ take: 3 }); // the reply was lost
  expect(again.assignments.map(({ id }) => id).sort()).toEqual(assignments.map(({ id }) => id).sort());
  const submit = [
    ...assignments.map(({ id }) => ({ assignment: id, body })),
    { assignment: crypto.randomUUID(), body },
  ];
  const done = await batch({ submit, take: 100 });
  expect(done.submitted.map(({ outcome, problem }) => outcome ?? problem?.code)).toEqual([
    "accepted",
    "accepted",
    "accepted",
    "not_found",
  ]);
  expect(done.assignments).toHaveLength(2); // each item once, though it needs two answers
  const repeated = await batch({ submit: submit.slice(0, 1) });
  expect(repeated.submitted[0]!.problem).toMatchObject({ code: "already_decided" });
  const item = await must(owner, items.get, { params: { project, item: ids[0]! } });
  const by = { id: program.id, name: "Echo 2", kind: "program" };
  expect(item.answers).toMatchObject([{ by, body }]);
  expect(
    item.timeline.filter(({ kind }) => kind.startsWith("slot") || kind.startsWith("answer")),
  ).toMatchObject([{ by }, { by }]);
  const report = await must(owner, reports.project, { params: { project }, query: {} });
  expect(report.people).toMatchObject([{ person: by, submitted: 3 }]);
});

test("its key does its work alone, in its project, until it is revoked", async () => {
  const { project, program, robot, batch } = await build(1, "Narrow");
  const other = await buildProject(owner);
  expect(await call(robot, work.batch, { params: { project: other }, body: {} })).toMatchObject({
    status: 403,
  });
  expect(await call(robot, accounts.me, {})).toMatchObject({ status: 403 });
  expect(await call(robot, keys.list, {})).toMatchObject({ status: 403 });
  expect(await call(robot, projects.get, { params: { project } })).toMatchObject({ status: 403 });
  const { rows } = await must(owner, people.keys, {});
  const key = rows.find(({ person }) => person.id === program.id)!;
  expect(key).toMatchObject({
    name: "Narrow",
    scopes: ["work"],
    person: { name: "Narrow", kind: "program" },
  });
  expect((await batch({ take: 1 })).assignments).toHaveLength(1);
  await must(owner, keys.revoke, { params: { key: key.id } });
  expect(await call(robot, work.batch, { params: { project }, body: {} })).toMatchObject({ status: 401 });
  const member = await buildPerson(app, owner.org);
  await join(owner, project, member, "manager");
  const asked = { body: { name: "No", project } };
  expect(await call(member, people.addProgram, asked)).toMatchObject({ status: 403 });
});

test("a machine inside the server works through the same function", async () => {
  const { project, ids, program } = await build(3, "Inner");
  const machine = registerMachine({
    name: "Inner",
    stage: "answer",
    batch: 2,
    run: async (pieces) => pieces.map(({ id }) => ({ assignment: id, body, confidence: null })),
  });
  await machine.run(app.services);
  await machine.run(app.services);
  for (const item of ids) {
    const found = await must(owner, items.get, { params: { project, item } });
    expect(found.answers).toMatchObject([{ by: { id: program.id, name: "Inner", kind: "program" } }]);
  }
});
