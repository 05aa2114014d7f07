import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { Form } from "#kinds/form.ts";
import type { FormMapping } from "#kinds/mapping.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { addItems } from "../../testing/add-items.ts";
import { buildReleaseHere } from "../../testing/build-release.ts";
import { call, must } from "../../testing/call.ts";
import { claim, paramsOf, review, submit } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { openTopUps } from "../work/index.ts";

const { forms, items, releases, types, work } = contract;
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

const option = (value: string) => ({ value, label: value });
const FIRST = Form.parse({
  fields: [],
  askConfidence: false,
  questions: [
    { name: "response", kind: "demonstration", title: "Response" },
    {
      name: "topic",
      kind: "choice",
      title: "Topic",
      settings: { options: [option("law"), option("health"), option("other")] },
    },
  ],
});
const SECOND = Form.parse({
  fields: [],
  askConfidence: false,
  questions: [
    { name: "answer", kind: "demonstration", title: "Response" },
    {
      name: "topic",
      kind: "choice",
      title: "Topic",
      settings: { options: [option("legal"), option("health")] },
    },
    { name: "sources", kind: "text", title: "Sources" },
  ],
});
const MAPPING: FormMapping = [
  { to: "answer", from: "response" },
  { to: "topic", from: "topic", values: { law: "legal", other: null } },
];

/** A project with items of which the first were answered by Ann, each with the topic named. */
async function buildCase(topics: string[], settings = {}) {
  const project = await buildProject(lead, { form: FIRST, settings });
  await join(lead, project, ann, "trainer");
  const items = await addItems(app, lead, project, topics.length + 2);
  for (const topic of topics)
    await submit(ann, (await claim(ann, project))!, { response: `About ${topic}`, topic });
  return { project, items };
}

/** Saves and publishes the second version, which asks for sources. */
async function publishSecond(project: string, form = SECOND, mapping = MAPPING, topUp: number | null = null) {
  const params = { project };
  const { rev: before } = await must(lead, forms.draft, { params });
  const { rev } = await must(lead, forms.saveDraft, { params, body: { form, rev: before } });
  return must(lead, forms.publish, { params, body: { rev, mapping, topUp } });
}

test("before publishing, the items are counted by where they stand and the answers by how they will be read", async () => {
  const { project } = await buildCase(["law", "law", "other"], { review: false });
  await claim(ann, project);
  const params = { project };
  const { rev } = await must(lead, forms.draft, { params });
  await must(lead, forms.saveDraft, { params, body: { form: SECOND, rev } });
  const declared = await must(lead, forms.effects, { params, body: { mapping: MAPPING } });
  expect(declared.items).toEqual({ untouched: 1, inProgress: 1, submitted: 0, accepted: 3 });
  expect(declared.questions).toMatchObject([
    { from: "response", to: "answer", effects: ["renamed"], kept: 3, lost: 0, empty: 0 },
    { from: "topic", to: "topic", effects: ["re-optioned"], kept: 2, lost: 1, empty: 0 },
    { from: null, to: "sources", effects: ["added"], kept: 0, lost: 0, empty: 3 },
  ]);
  const { questions } = await must(lead, forms.effects, { params, body: { mapping: [] } });
  expect(questions.find(({ to }) => to === "topic")).toMatchObject({ kept: 0, lost: 3 });
  expect(questions.find(({ from }) => from === "response")).toMatchObject({ effects: ["removed"], lost: 3 });
});

test("a mapping is part of the version, names what is there alone, and writes no answer", async () => {
  const { project } = await buildCase(["law", "health"], { review: false });
  const hashes = async () =>
    (
      await app.services.database.pool.query(
        "select id, hash, body from answer where project_id = $1 order by id",
        [project],
      )
    ).rows;
  const before = await hashes();
  const wrong = [{ to: "nothing", from: "response" }];
  await expect(publishSecond(project, SECOND, wrong)).rejects.toThrow("422");
  expect(await publishSecond(project)).toMatchObject({ n: 2, mapping: MAPPING });
  expect(await hashes()).toEqual(before);
  const { rows } = await must(lead, forms.versions, { params: { project } });
  expect(rows.map(({ mapping }) => mapping)).toEqual([MAPPING, []]);
  const change = app.services.database.pool.query(
    "update form_version set mapping = null where project_id = $1",
    [project],
  );
  await expect(change).rejects.toThrow("append-only");
});

test("work that someone has open is finished with its own version", async () => {
  const { project } = await buildCase([], { review: false });
  const held = (await claim(ann, project))!;
  await publishSecond(project);
  const params = { project, assignment: held.id };
  const body = { response: "Half a sent" };
  await must(ann, work.saveDraft, { params, body: { body, rev: 0 } });
  expect(await must(ann, work.get, { params })).toMatchObject({
    formVersionId: held.formVersionId,
    draft: { body },
  });
  await submit(ann, held, { response: "A whole sentence", topic: "law" });
  expect((await claim(ann, project))!.formVersionId).not.toBe(held.formVersionId);
});

/** The chain of the only answer to an item. */
const chainOf = async (project: string, item: string) =>
  (await must(lead, items.get, { params: { project, item } })).answers.map(({ n, by, body, state }) => ({
    ...{ n, by: by.name, body, state },
  }));

test("a top-up asks its author the new question beside the old answer, and what comes is the next version of it", async () => {
  const { project, items: ids } = await buildCase(["law", "other"], { review: false });
  await publishSecond(project, SECOND, MAPPING, 7);
  const first = (await claim(ann, project))!;
  expect(first).toMatchObject({
    subject: { body: { answer: "About law", topic: "legal" }, earlier: [] },
    topUp: { questions: ["sources"] },
  });
  const body = { sources: "A book", answer: "Written anew" };
  expect(await must(ann, work.submit, { params: paramsOf(first), body: { body } })).toMatchObject({
    ...{ outcome: "accepted", canTakeBack: false },
  });
  expect(await chainOf(project, ids[0]!)).toEqual([
    { n: 1, by: "Ann", body: { response: "About law", topic: "law" }, state: "superseded" },
    {
      ...{ n: 2, by: "Ann", body: { answer: "About law", topic: "legal", sources: "A book" } },
      state: "accepted-without-review",
    },
  ]);
  // What has no counterpart, and needs an answer, is asked again.
  const second = (await claim(ann, project))!;
  expect(second.topUp).toEqual({ questions: ["topic", "sources"] });
  const missing = { body: { sources: "Another" } };
  expect(await call(ann, work.submit, { params: paramsOf(second), body: missing })).toMatchObject({
    status: 422,
  });
  const { rows } = await must(lead, forms.topUps, { params: { project } });
  expect(rows).toMatchObject([{ version: 2, waiting: 0, inProgress: 1, done: 1 }]);
  expect(await violations()).toEqual([]);
});

test("what authors have not taken in their time is open to who has not worked on the item, and is reviewed by another", async () => {
  const { project, items: ids } = await buildCase(["law"]);
  const [bob, rita] = await Promise.all(["Bob", "Rita"].map((name) => buildPerson(app, lead.org, { name })));
  await join(lead, project, rita!, "reviewer");
  await review(rita!, (await claim(rita!, project, { stage: "review" }))!, { decision: "accept" });
  await publishSecond(project, SECOND, MAPPING, 0);
  await join(lead, project, bob!, "manager");
  const { rows: open } = await app.services.database.pool.query(
    "select count(*)::int as n from slot where reserved_for = $1 and state = 0",
    [ann.id],
  );
  expect(open[0].n).toBe(1);
  await openTopUps.run(app.services);
  await openTopUps.run(app.services);
  const work = (await claim(bob!, project, { stage: "answer" }))!;
  expect(work).toMatchObject({ topUp: { questions: ["sources"] } });
  expect(await submit(bob!, work, { sources: "Bob's" })).toMatchObject({ outcome: "submitted" });
  expect(await claim(bob!, project, { stage: "review" })).toBeNull();
  await review(rita!, (await claim(rita!, project, { stage: "review" }))!, { decision: "accept" });
  expect(await chainOf(project, ids[0]!)).toMatchObject([
    { n: 1, by: "Ann", state: "superseded" },
    { n: 2, by: "Bob", state: "accepted" },
  ]);
  expect(await violations()).toEqual([]);
});

test("who wrote one of two answers is not asked to top up the other, also when the time for authors is over", async () => {
  const { project, items: ids } = await buildCase(["law"], { review: false, answersPerItem: 2 });
  const bob = await buildPerson(app, lead.org, { name: "Bob" });
  await join(lead, project, bob, "trainer");
  for (let work = await claim(bob, project); work; work = await claim(bob, project))
    await submit(bob, work, { response: "By Bob", topic: "law" });
  await publishSecond(project, SECOND, MAPPING, 0);
  await openTopUps.run(app.services);
  const shown: string[] = [];
  for (let work = await claim(ann, project); work; work = await claim(ann, project)) {
    if (work.topUp) shown.push(String(work.subject?.body.answer));
    await submit(ann, work, { answer: "By Ann", topic: "health", sources: "A book" });
  }
  expect(shown).toEqual([]);
  const cora = await buildPerson(app, lead.org, { name: "Cora" });
  await join(lead, project, cora, "trainer");
  const open = (await claim(cora, project))!;
  expect(open.topUp).toEqual({ questions: ["sources"] });
  await submit(cora, open, { sources: "Cora's" });
  expect(await chainOf(project, ids[0]!)).toHaveLength(3);
});

test("a question about items of one task is asked of these alone, by the server, in top-ups and in what a release counts", async () => {
  const { project, items: ids } = await buildCase(["law", "law", "law"], { review: false });
  const params = { project };
  await must(lead, types.retype, { params, body: { items: [ids[1]!, ids[3]!], value: "inference" } });
  const about = {
    name: "steps",
    kind: "text",
    title: "Steps",
    showIf: { attribute: "skill", in: ["inference"] },
  };
  const form = Form.parse({ ...FIRST, questions: [...FIRST.questions, about] });
  await publishSecond(project, form, [], 7);
  const topUps = await must(lead, forms.topUps, { params });
  expect(topUps.rows, "nothing is asked about the two other items").toMatchObject([{ waiting: 1 }]);
  const topUp = (await claim(ann, project))!;
  expect(topUp).toMatchObject({ attributes: { skill: "inference" }, topUp: { questions: ["steps"] } });
  expect(await call(ann, work.submit, { params: paramsOf(topUp), body: { body: {} } })).toMatchObject({
    status: 422,
  });

  const left = (await claim(ann, project, { holding: [topUp.id] }))!;
  const missing = { response: "Without steps", topic: "law" };
  const sent = { params: paramsOf(left), body: { body: missing } };
  expect(await call(ann, work.submit, sent)).toMatchObject({ status: 422 });
  await must(lead, types.retype, { params, body: { items: [ids[3]!], value: "extraction" } });
  expect(
    await must(ann, work.get, { params: paramsOf(left) }),
    "work that is open keeps its task",
  ).toMatchObject({
    attributes: { skill: "inference" },
  });
  await submit(ann, left, { ...missing, steps: "First, then" });
  const other = (await claim(ann, project, { holding: [topUp.id] }))!;
  expect(other.attributes.skill).not.toBe("inference");
  await submit(ann, other, { ...missing, steps: "Not asked" });
  const { answers } = await must(lead, items.get, { params: { project, item: ids[4]! } });
  expect(answers[0]!.body).toEqual(missing);

  const { id } = await must(lead, releases.create, {
    params,
    body: { name: "One", formats: ["csv"], policy: { asOfForm: 2 } },
  });
  await buildReleaseHere(app, lead.org, id);
  const { manifest } = await must(lead, releases.get, { params: { project, release: id } });
  expect(manifest).toMatchObject({
    counts: { as_of_form: { nulls: { steps: 1 }, not_asked: { steps: 3 } } },
  });
});

test("an old text that is longer than a new limit stays as it was written, and does not keep a top-up from being done", async () => {
  const { project, items: ids } = await buildCase(["law"], { review: false });
  const limited = SECOND.questions.map((question) =>
    question.name === "answer" ? { ...question, settings: { maximumWords: 1 } } : question,
  );
  await publishSecond(project, Form.parse({ ...SECOND, questions: limited }), MAPPING, 7);
  const work = (await claim(ann, project))!;
  expect(work.topUp).toEqual({ questions: ["sources"] });
  await submit(ann, work, { sources: "A book" });
  expect((await chainOf(project, ids[0]!))[1]!.body).toEqual({
    ...{ answer: "About law", topic: "legal", sources: "A book" },
  });
  expect(await violations()).toEqual([]);
});

test("a top-up that its author puts back stays theirs until the time is over", async () => {
  const { project } = await buildCase(["law"], { review: false });
  await publishSecond(project, SECOND, MAPPING, 7);
  const held = (await claim(ann, project))!;
  await must(ann, work.release, { params: paramsOf(held) });
  const bob = await buildPerson(app, lead.org);
  await join(lead, project, bob, "trainer");
  expect(await claim(bob, project)).toMatchObject({ subject: null });
  expect(await claim(ann, project)).toMatchObject({ topUp: { questions: ["sources"] } });
});

test("a release reads answers as a version of their form, counts what has no value, and is the same when written again", async () => {
  const { project } = await buildCase(["law", "other"], { review: false });
  await publishSecond(project);
  const params = { project };
  const make = async (policy: object) => {
    const body = { name: "One", formats: ["csv", "raw"], policy };
    const { id } = await must(lead, releases.create, { params, body });
    await buildReleaseHere(app, lead.org, id);
    return must(lead, releases.get, { params: { ...params, release: id } });
  };
  const file = async (release: string, name: string) => {
    const found = await call(lead, releases.download, { params: { ...params, release, name } });
    return found.ok ? String(found.data) : "";
  };
  const given = await make({});
  expect(await file(given.id, "table.csv")).toContain("response");
  expect(given.manifest).not.toHaveProperty("counts.as_of_form");
  const exported = await call(lead, releases.export, { params, query: { asOfForm: 2 } });
  const lines = String(exported.ok && exported.data)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toEqual({
    as_of_form: { form_version: 2, nulls: { sources: 2, topic: 1 }, as_answered: 0 },
  });
  expect(lines[1].answers).toMatchObject([
    { form_version: 2, given_form_version: 1, body: { answer: "About other", topic: null, sources: null } },
  ]);
  expect(lines[1].answers[0]).not.toHaveProperty("form");
  expect(await call(lead, releases.export, { params, query: { asOfForm: 9 } })).toMatchObject({
    status: 422,
  });
  const read = await make({ asOfForm: 2 });
  const table = await file(read.id, "table.csv");
  expect(table).toContain("legal");
  expect(table.split("\n")[0]).not.toContain("response");
  expect(await file(read.id, "raw.jsonl")).toBe(await file(given.id, "raw.jsonl"));
  expect(read.manifest).toMatchObject({
    counts: { as_of_form: { form_version: 2, nulls: { sources: 2, topic: 1 }, as_answered: 0 } },
  });
  expect(await must(lead, releases.verify, { params: { ...params, release: read.id } })).toMatchObject({
    equal: true,
  });
  const none = { name: "None", formats: ["csv"], policy: { asOfForm: 9 } };
  expect(await call(lead, releases.create, { params, body: none })).toMatchObject({ status: 422 });
});

async function violations() {
  const client = new pg.Client(app.connection);
  await client.connect();
  const found = await verify(client, CHECKS, []);
  await client.end();
  return found;
}
