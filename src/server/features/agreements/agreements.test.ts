import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AnyEndpoint, Input } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must, type Visitor } from "../../testing/call.ts";
import {
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join,
  type TestPerson,
} from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { endTraits } from "../work/index.ts";
import { askWhenNeeded } from "./index.ts";

const { agreements, discussions, people, projects, work } = contract;
const SECRET = "canary-secret-project";
const TEXT = "You keep to yourself what you read here.";
const HOUR = 3_600_000;
const inHours = (n: number) => new Date(Date.now() + n * HOUR).toISOString();

let app: TestApp;
let lead: TestPerson;
let tara: TestPerson;
let project: string;
let params: { project: string };

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

/** A project full of secrets, with a trainer who holds one item, and a thread and a notice about another. */
beforeEach(async () => {
  ({ owner: lead } = await buildOrganization(app));
  tara = await buildPerson(app, lead.org);
  project = await buildProject(lead);
  params = { project };
  await must(lead, projects.update, { params, body: { description: SECRET } });
  await must(lead, contract.guides.publish, { params, body: { body: `# ${SECRET}` } });
  await join(lead, project, tara, "trainer");
  await addItems(app, lead, project, 30, () => ({ prompt: [{ role: "user", content: SECRET }] }));
});

const query = <T extends object>(text: string, values: unknown[]) =>
  app.services.database.pool.query<T>(text, values).then(({ rows }) => rows);

/** Time has come, or is over: what no program of ours could change. */
async function rewrite(text: string, values: unknown[]): Promise<void> {
  const client = await app.services.database.pool.connect();
  await client.query("alter table agreement_version disable trigger user");
  await client.query(text, values);
  await client.query("alter table agreement_version enable trigger user");
  client.release();
}

async function ask(body: Partial<Input<typeof agreements.create>["body"]> = {}) {
  return must(lead, agreements.create, { params, body: { title: "NDA", text: TEXT, ...body } });
}

async function signIt(who: TestPerson, body: { program?: string } = {}) {
  const [first] = (await must(who, agreements.toSign, { params })).rows;
  const here = { project, agreement: first!.agreementId };
  return must(who, agreements.sign, {
    params: here,
    body: { version: first!.version.id, name: `${who.name} as typed`, agreed: true, ...body },
  });
}

async function claim(who: Visitor) {
  const { assignment } = await must(who, work.claim, { params, body: {} });
  return { project, assignment: assignment!.id };
}

const refusal = { status: 403, problem: { code: "agreement_needed" } };
const submit = (who: Visitor, of: { project: string; assignment: string }) =>
  call(who, work.submit, { params: of, body: { body: { response: "Mine" } } });

/** What every endpoint that reads, and every one that hands something out, says to someone who knows all ids. */
async function sayAll(visitor: Visitor, ids: Record<string, string>): Promise<string> {
  const all = Object.values(contract).flatMap((group) => Object.values(group) as AnyEndpoint[]);
  const telling = all.filter((one) => one.method === "GET" || one === work.claim || one === work.batch);
  const said = telling.map(async (endpoint) => {
    const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    const given = Object.fromEntries(names.map((name) => [name, ids[name] ?? ids.item!]));
    const body = endpoint.method === "GET" ? undefined : { take: 2 };
    return JSON.stringify(await call(visitor, endpoint, { params: given, body } as Input<AnyEndpoint>));
  });
  return (await Promise.all(said)).join("\n");
}

test("before signing no byte of the project can be read, by session, by key or by a program's key", async () => {
  const held = await claim(tara);
  await must(tara, work.saveDraft, { params: held, body: { body: { response: SECRET }, rev: 0 } });
  await must(tara, discussions.startHere, { params: held, body: { text: SECRET, mentions: [lead.id] } });
  const [thread] = await query<{ id: string; item: string }>(
    "select id, item_id as item from thread where project_id = $1",
    [project],
  );
  await must(lead, discussions.reply, {
    params: { project, thread: thread!.id },
    body: { text: SECRET, mentions: [tara.id] },
  });
  const [guide] = await query<{ guide: string; version: string }>(
    "select guide_id as guide, version_id as version from guide_adoption_now where project_id = $1",
    [project],
  );
  const about = { item: thread!.item, thread: thread!.id, assignment: held.assignment };
  const ids = { project, ...about, ...guide };
  const { program, secret } = await must(lead, people.addProgram, { body: { name: "Bot", project } });
  const bot: Visitor = { url: app.url, headers: { authorization: `Bearer ${secret}` } };
  const key = await buildKey(app, tara, ["read", "work", "write", "admin"]);
  for (const who of [lead, tara, key]) expect(await sayAll(who, ids)).toContain(SECRET);
  expect(await sayAll(bot, ids)).toContain(SECRET);

  const { id, versions } = await ask();
  for (const who of [lead, tara, key, bot]) expect(await sayAll(who, ids)).not.toContain(SECRET);
  expect(await call(bot, work.batch, { params, body: { take: 1 } })).toMatchObject(refusal);
  expect(await call(key, projects.get, { params })).toMatchObject(refusal);

  await signIt(lead);
  await signIt(tara);
  for (const who of [lead, tara, key]) expect(await sayAll(who, ids)).toContain(SECRET);
  expect(await sayAll(bot, ids)).not.toContain(SECRET);
  await must(lead, agreements.sign, {
    params: { project, agreement: id },
    body: { version: versions[0]!.id, name: "Lead", agreed: true, program: program.id },
  });
  expect((await must(bot, work.batch, { params, body: { take: 1 } })).assignments).toHaveLength(1);
});

test("a signature leaves a receipt for its signer, and its name goes when the person is erased", async () => {
  await ask();
  const { signature } = await signIt(tara);
  const receipt = { params: { signature } };
  expect(await must(tara, agreements.receipt, receipt)).toMatchObject({
    title: "NDA",
    n: 1,
    text: TEXT,
    typedName: `${tara.name} as typed`,
    agent: { id: tara.id, kind: "person" },
    revokedAt: null,
  });
  const other = await buildPerson(app, lead.org);
  for (const who of [other, (await buildOrganization(app)).owner])
    expect(await call(who, agreements.receipt, receipt)).toMatchObject({ status: 404 });
  await expect(
    query("update agreement_signature set at = clock() where id = $1", [signature]),
  ).rejects.toThrow("append-only");
  await must(lead, people.erase, { params: { person: tara.id } });
  expect(await must(lead, agreements.receipt, receipt)).toMatchObject({ typedName: null, n: 1 });
  expect(await query("select from signed_name where person_id = $1", [tara.id])).toEqual([]);
});

test("only the text that is in force is signed, with a tick, by the person at a browser", async () => {
  const { id, versions } = await ask();
  const here = { project, agreement: id };
  const body = { version: versions[0]!.id, name: "Tara", agreed: true as const };
  const key = await buildKey(app, tara, ["read", "work", "write", "admin"]);
  expect(await call(key, agreements.sign, { params: here, body })).toMatchObject({ status: 403 });
  const unticked = { ...body, agreed: false } as unknown as typeof body;
  expect(await call(tara, agreements.sign, { params: here, body: unticked })).toMatchObject({ status: 422 });
  expect(await call(tara, agreements.sign, { params: here, body: { ...body, name: " " } })).toMatchObject({
    status: 422,
  });
  await must(lead, agreements.publish, { params: here, body: { text: "Another text" } });
  expect(await call(tara, agreements.sign, { params: here, body })).toMatchObject({ status: 409 });
});

test("from its date on a new version is needed: work in hand is handed in, nothing new is handed out", async () => {
  const { id } = await ask();
  await signIt(tara);
  await signIt(lead);
  const held = await claim(tara);
  const traits = () =>
    query<{ agent: string; until: string | null }>(
      "select agent_id as agent, until from granted_trait where project_id = $1 order by agent_id",
      [project],
    );
  const agents = [tara.id, lead.id].sort();
  expect(await traits()).toEqual(agents.map((agent) => ({ agent, until: null })));
  const published = await must(lead, agreements.publish, {
    params: { project, agreement: id },
    body: { text: "Version two", neededFrom: inHours(1) },
  });
  expect(published.versions.map(({ n }) => n)).toEqual([2, 1]);
  expect((await must(tara, agreements.toSign, { params })).rows).toMatchObject([
    { needed: false, state: "signed", version: { n: 2 } },
  ]);
  await must(tara, projects.get, { params });
  expect((await traits()).map(({ agent, until }) => [agent, until !== null])).toEqual(
    agents.map((agent) => [agent, true]),
  );

  await must(lead, agreements.publish, { params: { project, agreement: id }, body: { text: "Three" } });
  await endTraits.run(app.services);
  expect(await call(tara, projects.get, { params })).toMatchObject(refusal);
  expect(await call(tara, work.claim, { params, body: {} })).toMatchObject(refusal);
  expect(await call(tara, work.get, { params: held })).toMatchObject(refusal);
  await must(tara, work.renew, { params: held, body: {} });
  await must(tara, work.saveDraft, { params: held, body: { body: { response: "Mi" }, rev: 0 } });
  const batch = { submit: [{ assignment: held.assignment, body: { response: "Mine" } }] };
  expect(await call(tara, work.batch, { params, body: { ...batch, take: 1 } })).toMatchObject(refusal);
  expect(await must(tara, work.batch, { params, body: batch })).toMatchObject({
    submitted: [{ outcome: "submitted" }],
    assignments: [],
  });
  await signIt(tara);
  await claim(tara);
});

test("a revocation acts at once: nothing is read, handed in or offered, and what was held is free", async () => {
  const { id } = await ask();
  await signIt(tara);
  await signIt(lead);
  const held = await claim(tara);
  const manager = await buildPerson(app, lead.org);
  await join(lead, project, manager, "manager");
  const revoke = { params: { project, agreement: id }, body: { agent: tara.id } };
  await must(manager, agreements.revoke, revoke);
  expect(await call(manager, agreements.revoke, revoke)).toMatchObject({ status: 404 });
  for (const outcome of [
    await call(tara, projects.get, { params }),
    await submit(tara, held),
    await call(tara, work.renew, { params: held, body: {} }),
  ])
    expect(outcome).toMatchObject(refusal);
  expect(await query("select from slot where holder = $1 and state = 1", [tara.id])).toEqual([]);
  expect(await query("select from person_queue where agent_id = $1", [tara.id])).toEqual([]);
  const { rows } = await must(manager, agreements.signers, { params: { project, agreement: id } });
  expect(rows.find(({ agent }) => agent.id === tara.id)).toMatchObject({ state: "ended", n: 1 });
  await signIt(tara);
  await must(tara, projects.get, { params });
});

test("a signature ends with its version's end, and then nothing may be handed in", async () => {
  const { id, versions } = await ask({ until: inHours(1) });
  await signIt(tara);
  const held = await claim(tara);
  await rewrite("update agreement_version set until = clock() where id = $1", [versions[0]!.id]);
  expect(await submit(tara, held)).toMatchObject(refusal);
  expect((await must(tara, agreements.toSign, { params })).rows).toMatchObject([
    { open: false, state: "ended", needed: true },
  ]);
  await must(lead, agreements.publish, { params: { project, agreement: id }, body: { text: "Longer" } });
  await signIt(tara);
  await submit(tara, held);
});

test("one for every project is for those to come too, and only who runs the organization asks for it", async () => {
  const manager = await buildPerson(app, lead.org);
  await join(lead, project, manager, "manager");
  const body = { title: "For all", text: TEXT, everyProject: true };
  expect(await call(manager, agreements.create, { params, body })).toMatchObject({ status: 403 });
  const { id } = await ask({ everyProject: true });
  expect(await call(manager, agreements.retire, { params: { project, agreement: id } })).toMatchObject({
    status: 403,
  });
  await signIt(lead);
  const next = await buildProject(lead);
  await join(lead, next, tara, "trainer");
  await addItems(app, lead, next, 1);
  const there = { params: { project: next } };
  expect(await call(tara, work.claim, { ...there, body: {} })).toMatchObject(refusal);
  expect((await must(tara, agreements.mine, {})).owed.map(({ projectId }) => projectId).sort()).toEqual(
    [project, next].sort(),
  );
  expect((await must(tara, projects.list, { query: {} })).rows).toEqual([]);
  await signIt(tara);
  expect((await must(tara, work.claim, { ...there, body: {} })).assignment).not.toBeNull();
  await must(lead, agreements.retire, { params: { project, agreement: id } });
  await must(manager, projects.get, { params });
  expect(await query("select from queue where org_id = $1 and agreed <> '{}'", [lead.org])).toEqual([]);
});

test("versions that are needed later ask nothing until then, and queues ask once the time of one has come", async () => {
  const { id } = await ask({ neededFrom: inHours(2) });
  const here = { project, agreement: id };
  await must(lead, agreements.publish, { params: here, body: { text: "Two", neededFrom: inHours(1) } });
  await must(tara, projects.get, { params });
  await claim(tara);
  const asking = () =>
    query("select from queue where project_id = $1 and agreed = '{agreed:nda}'", [project]);
  expect(await asking()).toEqual([]);
  await rewrite("update agreement_version set needed_from = clock() where agreement_id = $1 and n = 2", [id]);
  expect(await call(tara, projects.get, { params })).toMatchObject(refusal);
  await askWhenNeeded.run(app.services);
  expect(await asking()).not.toEqual([]);
  expect(await query("select from person_queue where agent_id = $1", [tara.id])).toEqual([]);
});

test("an agreement's trait is not granted by hand", async () => {
  await ask();
  const body = { trait: "agreed:nda" };
  expect(await call(lead, people.grantTrait, { params: { person: tara.id }, body })).toMatchObject({
    status: 422,
  });
  const program = { name: "Bot", project, traits: ["agreed:nda"] };
  expect(await call(lead, people.addProgram, { body: program })).toMatchObject({ status: 422 });
});
