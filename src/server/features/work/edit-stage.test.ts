import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import type { Assignment } from "#contract/work.ts";
import type { StageKindName } from "#workflow/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { buildReleaseHere } from "../../testing/build-release.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { guides, items, notices, projects, releases, reports, work } = contract;
let site: TestApp;
let lead: TestPerson;
let trainer: TestPerson;
let reviewer: TestPerson;
let editor: TestPerson;

beforeAll(async () => {
  site = await testApp();
  const built = await buildOrganization(site);
  lead = built.owner;
  trainer = await buildPerson(site, built.org, { name: "Tara" });
  reviewer = await buildPerson(site, built.org, { name: "Rita" });
  editor = await buildPerson(site, built.org, { name: "Edda" });
});
afterAll(() => site.stop());

async function buildCase(settings: object) {
  const project = await buildProject(lead, { settings });
  await join(lead, project, trainer, "trainer");
  for (const person of [reviewer, editor]) await join(lead, project, person, "reviewer");
  const [item] = await addItems(site, lead, project, 1);
  return { project, item: item! };
}

const claim = async (who: TestPerson, project: string, stage?: StageKindName): Promise<Assignment | null> =>
  (await must(who, work.claim, { params: { project }, body: { stage } })).assignment;
const paramsOf = ({ projectId: project, id: assignment }: Assignment) => ({ project, assignment });
const submit = (who: TestPerson, piece: Assignment, response: string) =>
  must(who, work.submit, { params: paramsOf(piece), body: { body: { response } } });

/** Writes an answer and has it accepted by Rita. */
async function answerAndAccept(project: string): Promise<Assignment> {
  const mine = (await claim(trainer, project))!;
  await submit(trainer, mine, "A frist answer");
  const review = (await claim(reviewer, project, "review"))!;
  const accepted = await must(reviewer, work.review, {
    params: paramsOf(review),
    body: { decision: "accept" },
  });
  expect(accepted.outcome).toBe("submitted"); // an edit is still to come
  return mine;
}

test("an editor improves an accepted answer; its author sees the difference and the release carries it", async () => {
  const { project, item } = await buildCase({ edit: true });
  const mine = await answerAndAccept(project);
  expect(await claim(reviewer, project)).toBeNull(); // not by who reviewed it
  expect(await claim(trainer, project)).toBeNull();
  const edit = (await claim(editor, project))!;
  expect(edit).toMatchObject({ work: "edit", subject: { body: { response: "A frist answer" } } });
  expect(await submit(editor, edit, "A first answer")).toMatchObject({ outcome: "accepted" });

  expect((await must(lead, items.get, { params: { project, item } })).state).toBe("done");
  const { rows: said } = await must(trainer, notices.list, {});
  expect(said[0]).toMatchObject({ kind: "edited", projectId: project, assignmentId: mine.id });
  expect((await must(trainer, work.changes, { params: paramsOf(mine) })).versions).toMatchObject([
    { n: 1, mine: true, body: { response: "A frist answer" } },
    { n: 2, mine: false, body: { response: "A first answer" } },
  ]);
  const { id } = await must(lead, releases.create, {
    params: { project },
    body: { name: "Edited", formats: ["trl-prompt-completion"] } as never,
  });
  await buildReleaseHere(site, lead.org, id);
  const { files } = await must(lead, releases.get, { params: { project, release: id } });
  const rows = await text(
    site.services.store.read(`releases/${id}/${files.find(({ name }) => name.startsWith("trl"))!.name}`),
  );
  expect(rows).toContain("A first answer");
  expect(rows).not.toContain("frist");
});

test("an answer that the editor leaves as it is gets no new version, and its author no notice", async () => {
  const { project, item } = await buildCase({ edit: true });
  const mine = await answerAndAccept(project);
  const edit = (await claim(editor, project))!;
  await submit(editor, edit, "A frist answer");
  expect((await must(lead, items.get, { params: { project, item } })).state).toBe("done");
  expect((await must(trainer, work.changes, { params: paramsOf(mine) })).versions).toHaveLength(1);
  const { rows } = await must(trainer, notices.list, {});
  expect(rows.filter(({ projectId }) => projectId === project)).toEqual([]);
  expect(
    await call(editor, work.submit, { params: paramsOf(edit), body: { body: { response: "Again" } } }),
  ).toMatchObject({
    problem: { code: "already_decided" },
  });
});

test("an item that was begun stays under its workflow; a new one follows the next version", async () => {
  const { project } = await buildCase({ edit: true });
  await answerAndAccept(project);
  await must(lead, projects.update, {
    params: { project },
    body: { settings: { edit: false, review: false } },
  });
  const edit = (await claim(editor, project))!;
  expect(await submit(editor, edit, "Improved")).toMatchObject({ outcome: "accepted" });
  await addItems(site, lead, project, 1);
  expect(await submit(trainer, (await claim(trainer, project))!, "Fresh")).toMatchObject({
    outcome: "accepted",
  });
});

test("a hand-over keeps the guide it was made under, whatever is published before the submit", async () => {
  const { project } = await buildCase({ review: false });
  const publish = (body: string) => must(lead, guides.publish, { params: { project }, body: { body } });
  const first = await publish("Be brief.");
  const mine = (await claim(trainer, project))!;
  await publish("Be long.");
  await submit(trainer, mine, "Short");
  const { rows } = await site.services.database.pool.query(
    `select a.guide_version_id as answer, h.guide_version_id as "handOver", h.workflow_version_id is not null as under
     from answer a join assignment h on h.slot_id = a.slot_id where a.project_id = $1`,
    [project],
  );
  expect(rows).toEqual([{ answer: first.id, handOver: first.id, under: true }]);
});

test("what is done in a round that does not count changes neither the item nor a release", async () => {
  const { project, item } = await buildCase({ review: false });
  const { pool } = site.services.database;
  await pool.query(
    "insert into round (project_id, n, org_id, kind, counts) values ($1, 1, $2, 'calibration', false)",
    [project, lead.org],
  );
  await pool.query(
    `insert into slot (org_id, item_id, queue_id, n, round, counts, position)
     select org_id, item_id, queue_id, 0, 1, false, position - 1 from slot where item_id = $1`,
    [item],
  );
  await submit(trainer, (await claim(trainer, project))!, "Calibrating");
  expect((await must(lead, items.get, { params: { project, item } })).state).toBe("new");
  const released = await must(lead, releases.create, {
    params: { project },
    body: { name: "Prompts", formats: ["raw"], filter: { states: ["new"] } } as never,
  });
  expect(released).toMatchObject({ items: 1, answers: 0 });
  const report = await must(lead, reports.project, { params: { project } });
  expect(report.people.map(({ submitted }) => submitted)).toEqual([]);
  await submit(trainer, (await claim(trainer, project))!, "Counting");
  expect((await must(lead, items.get, { params: { project, item } })).state).toBe("done");
});
