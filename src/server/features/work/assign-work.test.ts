import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { items, notices, people, projects, work } = contract;
let app: TestApp;
let owner: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

/** A project with four items, and two trainers. */
async function build() {
  const project = await buildProject(owner);
  const [one, two] = [await buildPerson(app, owner.org), await buildPerson(app, owner.org)];
  await join(owner, project, one, "trainer");
  await join(owner, project, two, "trainer");
  const ids = await addItems(app, owner, project, 4);
  const at = (item: string) => ({ params: { project, item } });
  const assign = (item: string, person: TestPerson) =>
    call(owner, work.assign, { ...at(item), body: { person: person.id } });
  const prompt = async (person: TestPerson) => {
    const { assignment } = await must(person, work.claim, { params: { project }, body: {} });
    return assignment && { id: assignment.id, text: assignment.material.prompt[0]!.content };
  };
  const show = (item: string) => must(owner, items.get, at(item));
  return { project, one, two, ids, at, assign, prompt, show };
}

test("what is assigned to a person is theirs before anything new and nobody else's, and they hear of it", async () => {
  const { project, one, two, ids, at, assign, prompt, show } = await build();
  const [first, last] = [ids[0]!, ids[3]!];
  const body = { body: { response: "Mine" } };
  const submit = (assignment: string) => must(one, work.submit, { params: { project, assignment }, body });
  for (const item of [first, last]) expect(await assign(item, one)).toMatchObject({ ok: true });
  expect(await assign(last, two)).toMatchObject({ status: 409, problem: { code: "not_assignable" } });
  expect(await show(last)).toMatchObject({ state: "new", assigned: [{ person: { id: one.id } }] });
  const heard = (await must(one, notices.list, {})).rows;
  expect(heard.map(({ kind, projectId }) => [kind, projectId])).toEqual(Array(2).fill(["assigned", project]));
  expect((await must(one, work.waiting, {})).rows).toMatchObject([{ assigned: 2, open: 2 }]);
  expect((await prompt(two))!.text).toBe("Prompt 1");
  const mine = (await prompt(one))!;
  expect(mine.text).toBe("Prompt 0");
  await submit(mine.id);
  const undo = { ...at(first), body: { person: one.id } };
  expect(await call(owner, work.unassign, undo)).toMatchObject({ status: 404 });
  const next = (await prompt(one))!;
  expect(next.text).toBe("Prompt 3");
  await submit(next.id);
  expect((await prompt(one))!.text).toBe("Prompt 2");
  expect((await show(last)).timeline.map(({ kind }) => kind)).toContain("slot.assigned");
});

test("it is open to all again once it is undone, or its person leaves, is blocked or may no longer draw it", async () => {
  const { project, one, two, ids, at, assign, prompt, show } = await build();
  const item = ids[0]!;
  const member = { project, person: one.id };
  const block = (blocked: boolean) =>
    must(owner, people.update, { params: { person: one.id }, body: { blocked } });
  const ends: Record<string, [end: () => Promise<unknown>, again: () => Promise<unknown>]> = {
    undo: [() => must(owner, work.unassign, { ...at(item), body: { person: one.id } }), async () => {}],
    leave: [
      () => must(owner, projects.removeMember, { params: member }),
      () => join(owner, project, one, "trainer"),
    ],
    view: [() => join(owner, project, one, "viewer"), () => join(owner, project, one, "trainer")],
    block: [() => block(true), () => block(false)],
  };
  for (const [name, [end, again]] of Object.entries(ends)) {
    expect(await assign(item, one), name).toMatchObject({ ok: true });
    await end();
    expect((await show(item)).assigned, name).toEqual([]);
    await again();
  }
  expect((await show(item)).timeline.filter(({ kind }) => kind === "slot.unassigned")).toHaveLength(4);
  const candidates = await must(owner, work.assignable, at(item));
  expect(candidates.rows.map(({ id }) => id)).toEqual(expect.arrayContaining([one.id, two.id, owner.id]));
  expect((await prompt(two))!.text).toBe("Prompt 0");
});
