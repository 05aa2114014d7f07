import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnyEndpoint, Input } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";
import { addItems } from "./testing/add-items.ts";
import { call, must } from "./testing/call.ts";
import {
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join,
  type TestPerson,
} from "./testing/make.ts";
import { type TestApp, testApp } from "./testing/test-app.ts";

const { discussions, forms, imports, releases, work } = contract;
const CANARY = "canary of the other project";

let app: TestApp;
let owner: TestPerson;
let worker: TestPerson;
let here: string;
let elsewhere: string;
/** Ids of rows of the one project, by the name of the piece of a path that they fit. */
let ids: Record<string, string>;

beforeAll(async () => {
  app = await testApp();
  ({ owner } = await buildOrganization(app));
  worker = await buildPerson(app, owner.org);
  [here, elsewhere] = [await buildProject(owner), await buildProject(owner)];
  for (const project of [here, elsewhere]) await join(owner, project, worker, "trainer");
  const params = { project: elsewhere };
  const [item] = await addItems(app, owner, elsewhere, 3, () => ({
    prompt: [{ role: "user", content: CANARY }],
  }));
  const claim = () => must(worker, work.claim, { params, body: {} });
  const first = (await claim()).assignment!;
  const done = { ...params, assignment: first.id };
  await must(worker, work.submit, { params: done, body: { body: { response: CANARY } } });
  const { assignment } = await claim();
  const mine = { ...params, assignment: assignment!.id };
  await must(worker, work.saveDraft, { params: mine, body: { body: { response: CANARY }, rev: 0 } });
  const thread = await must(worker, discussions.startHere, { params: mine, body: { text: CANARY } });
  const file = new Blob([`{"prompt":"${CANARY}"}\n{"prompt":\n`]);
  const query = { name: `${CANARY}.jsonl`, start: "true" as const };
  const upload = await must(owner, imports.upload, { params, query, file });
  const body = {
    name: CANARY,
    formats: ["raw"],
    filter: { states: ["review" as const], acceptedOnly: false },
  };
  const release = await must(owner, releases.create, { params, body });
  const { rows: versions } = await must(owner, forms.versions, { params });
  const { rows: answers } = await app.services.database.pool.query("select id from answer");
  ids = {
    answer: answers[0].id,
    ...{ item: item!, assignment: assignment!.id, thread: thread.id, import: upload.id },
    ...{ release: release.id, version: versions[0]!.id, name: "raw.jsonl", person: owner.id },
  };
});
afterAll(() => app.stop());

const ENDPOINTS = Object.values(contract)
  .flatMap((group) => Object.values(group) as AnyEndpoint[])
  .filter(({ path }) => path.includes(":project/") && /:(?!project|person|name)\w+/.test(path));

/** Bodies that are valid, so that it is the id that decides. */
const someone = { person: "00000000-0000-7000-8000-000000000000" };
const BODIES: Record<string, unknown> = {
  "work.assign": someone,
  "work.unassign": someone,
  "work.saveDraft": { body: {}, rev: 0 },
  "work.submit": { body: { response: "x" } },
  "work.review": { decision: "accept" },
  "work.skip": { reason: "other", note: "x" },
  "work.flag": { reason: "other", note: "x" },
  "discussions.start": { text: "x" },
  "discussions.startHere": { text: "x" },
  "discussions.askAuthor": { text: "x" },
  "discussions.askAuthorOf": { text: "x" },
  "discussions.reply": { text: "x" },
  "discussions.resolve": { resolved: true },
};
/** What answers that there is nothing, or nothing held, instead of "not found". */
const NOTHING = ["discussions.list: 200", "work.assign: 409", "work.assignable: 200", "work.renew: 409"];
const nameOf = (endpoint: AnyEndpoint) =>
  Object.entries(contract)
    .flatMap(([feature, group]) =>
      Object.entries(group).map(([name, one]) => [`${feature}.${name}`, one] as const),
    )
    .find(([, one]) => one === endpoint)![0];

test("no endpoint finds a row of another project by its id, whoever may see both, by session and by key", async () => {
  const key = await buildKey(app, owner, ["read", "write", "work", "admin"]);
  const wrong: string[] = [];
  for (const visitor of [owner, key, worker]) {
    for (const endpoint of ENDPOINTS) {
      const params = { ...ids, project: here };
      const body = endpoint.body.def.type === "undefined" ? undefined : (BODIES[nameOf(endpoint)] ?? {});
      const outcome = await call(visitor, endpoint, { params, body } as Input<AnyEndpoint>);
      const isForbidden = visitor === worker && outcome.status === 403;
      if (outcome.status !== 404 && !isForbidden) wrong.push(`${nameOf(endpoint)}: ${outcome.status}`);
      expect(JSON.stringify(outcome), nameOf(endpoint)).not.toContain(CANARY);
    }
  }
  expect([...new Set(wrong)].sort()).toEqual(NOTHING);
});

test("what names rows in its body changes none of another project", async () => {
  const { items } = contract;
  const params = { project: here };
  const cancelled = await must(owner, items.cancel, { params, body: { items: [ids.item!] } });
  const moved = await must(owner, items.prioritise, { params, body: { items: [ids.item!], priority: 0 } });
  const { rows } = await must(owner, work.held, { params: { project: elsewhere } });
  const freed = await must(owner, work.free, { params, body: { slots: rows.map(({ slotId }) => slotId) } });
  expect([cancelled.changed, moved.changed, rows.length, freed.freed]).toEqual([0, 0, 1, 0]);
});
