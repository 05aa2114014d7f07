import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnyEndpoint, Input } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";
import { addItems } from "./testing/add-items.ts";
import { call, must, type Visitor } from "./testing/call.ts";
import {
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join,
  type TestPerson,
} from "./testing/make.ts";
import { rewriteRows } from "./testing/rewrite-rows.ts";
import { type TestApp, testApp } from "./testing/test-app.ts";

const { discussions, imports, search, work } = contract;
const MODEL = "canary-model-7b";
const ANSWER = "canary answer of somebody else";
const TALK = "canary talk with somebody else";

let app: TestApp;
let lead: TestPerson;
let tara: TestPerson;
let otto: TestPerson;
let rita: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
  const build = (name: string) => buildPerson(app, lead.org, { name });
  [tara, otto, rita] = (await Promise.all(["Tara", "Otto", "Rita"].map(build))) as [
    TestPerson,
    TestPerson,
    TestPerson,
  ];
});
afterAll(() => app.stop());

const responses = ["one", "two"].map((content) => ({ messages: [{ role: "assistant" as const, content }] }));

/** What every reading endpoint says to someone who knows these ids. */
async function readAll(visitor: Visitor, ids: Record<string, string>): Promise<string[]> {
  const said: string[] = [];
  for (const endpoint of Object.values(contract).flatMap((group) => Object.values(group) as AnyEndpoint[])) {
    if (endpoint.method !== "GET") continue;
    const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    const params = Object.fromEntries(names.map((name) => [name, ids[name] ?? ids.item!]));
    said.push(JSON.stringify(await call(visitor, endpoint, { params } as Input<AnyEndpoint>)));
  }
  return said;
}

test("no byte that a trainer can get holds a model's name, another's answer or talk, or an id of the item", async () => {
  const project = await buildProject(lead, { template: "preference", settings: { answersPerItem: 2 } });
  for (const [person, role] of [
    [tara, "trainer"],
    [otto, "trainer"],
    [rita, "reviewer"],
  ] as const) {
    await join(lead, project, person, role);
  }
  const [item] = await addItems(app, lead, project, 1, () => ({
    prompt: [{ role: "user", content: "Which?" }],
    candidates: responses,
  }));
  const hidden = {
    candidates: [{ id: "canary-candidate", origin: { model: MODEL } }],
    metadata: { model: MODEL },
  };
  await rewriteRows(app, "item", "update item set hidden = $2 where id = $1", [item, JSON.stringify(hidden)]);
  const criteria = { correctness: 0, helpfulness: 0, safety: 0 };
  const body = { preference: { choice: 0, strength: 1, criteria }, reason: ANSWER };
  const claim = async (who: TestPerson) => {
    const { assignment } = await must(who, work.claim, { params: { project }, body: {} });
    return { project, assignment: assignment!.id };
  };

  const theirs = await claim(otto);
  await must(otto, work.saveDraft, { params: theirs, body: { body, rev: 0 } });
  await must(otto, discussions.startHere, { params: theirs, body: { text: TALK, mentions: [rita.id] } });
  await must(otto, work.submit, { params: theirs, body: { body } });
  const mine = await claim(tara);
  await must(tara, discussions.startHere, { params: mine, body: { text: "Mine", mentions: [rita.id] } });
  await must(tara, work.submit, { params: mine, body: { body: { ...body, reason: "My own" } } });
  for (let n = 0; n < 2; n++) {
    const review = { decision: "return" as const, reason: n === 0 ? TALK : "For Tara" };
    await must(rita, work.review, { params: await claim(rita), body: review });
  }

  const key = await buildKey(app, tara, ["read", "write", "work", "admin"]);
  const seen: string[] = [];
  for (const visitor of [tara, key]) {
    for (const ids of [mine, theirs]) seen.push(...(await readAll(visitor, { ...ids, item: item! })));
  }
  const again = await call(tara, work.claim, { params: { project }, body: {} });
  const back = await call(tara, work.get, {
    params: again.ok ? { project, assignment: again.data.assignment!.id } : mine,
  });
  const all = [...seen, JSON.stringify(again), JSON.stringify(back)].join("\n");
  expect(all).toContain("My own");
  expect(all).toContain("For Tara");
  for (const canary of [MODEL, "canary-candidate", ANSWER, TALK, theirs.assignment, item!]) {
    expect(all).not.toContain(canary);
  }
});

test("no byte that a trainer or reviewer can get tells how work is shared out and reviewed", async () => {
  const project = await buildProject(lead, {
    settings: { reviewSample: 0.7341, leaseMinutes: 173, queueBy: ["canary-attribute"] },
  });
  await join(lead, project, tara, "trainer");
  await join(lead, project, rita, "reviewer");
  const [item] = await addItems(app, lead, project, 1);
  const everything = async (visitor: Visitor) =>
    (await readAll(visitor, { project, item: item!, person: tara.id })).join("\n");
  expect(await everything(lead)).toMatch(/0\.7341.*173.*canary-attribute/);
  for (const person of [tara, rita]) {
    const said = await everything(person);
    expect(said).toContain(`"id":"${project}"`);
    for (const canary of ["0.7341", "173", "canary-attribute", "reviewSample"])
      expect(said.replaceAll(/"(?:id|\w*[iI]d)":"[^"]*"|"[^"]*T[^"]*Z"/g, "")).not.toContain(canary);
  }
});

test("no byte that a reviewer can get before an item is done tells whose work it is, where it is from, or another answer", async () => {
  const project = await buildProject(lead, { settings: { answersPerItem: 2 } });
  const [first, second, reviewer, bystander] = (await Promise.all(
    ["Canary Author One", "Canary Author Two", "Rae", "By Stander"].map((name) =>
      buildPerson(app, lead.org, { name }),
    ),
  )) as [TestPerson, TestPerson, TestPerson, TestPerson];
  for (const author of [first, second, bystander]) await join(lead, project, author, "trainer");
  await join(lead, project, reviewer, "reviewer");
  const file = new Blob([`{"id":"canary-external-1","prompt":"Why?","family":"canary-family"}\n`]);
  const query = { name: "canary-file.jsonl", start: "true" as const };
  const upload = await must(lead, imports.upload, { params: { project }, query, file });
  expect(upload).toMatchObject({ state: "done", added: 1 });
  const item = (await must(lead, search.items, { params: { project }, query: {} })).rows[0]!.id;
  const claim = async (who: TestPerson) => {
    const { assignment } = await must(who, work.claim, { params: { project }, body: {} });
    return { project, assignment: assignment!.id };
  };
  for (const [n, author] of [first, second].entries()) {
    const params = await claim(author);
    const body = { text: `Is this fine, number ${n}?`, mentions: [reviewer.id] };
    await must(author, discussions.startHere, { params, body });
    await must(author, work.submit, { params, body: { body: { response: `canary text ${n}` } } });
  }

  const everything = async (): Promise<string> => {
    const seen: string[] = [];
    for (const visitor of [reviewer, await buildKey(app, reviewer, ["read", "write", "work", "admin"])]) {
      for (const endpoint of Object.values(contract).flatMap(
        (group) => Object.values(group) as AnyEndpoint[],
      )) {
        // Names to mention are those of the whole project.
        if (endpoint.method !== "GET" || endpoint === discussions.mentionable) continue;
        const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
        const given: Record<string, string> = { ...mine, item, import: upload.id };
        const params = Object.fromEntries(names.map((name) => [name, given[name] ?? item]));
        seen.push(JSON.stringify(await call(visitor, endpoint, { params } as Input<AnyEndpoint>)));
      }
      const filters = [
        { author: first.id },
        { externalId: "canary-external-1" },
        { answer: "response:canary" },
      ];
      for (const narrowed of filters)
        seen.push(
          JSON.stringify(await call(visitor, search.items, { params: { project }, query: narrowed })),
        );
    }
    return seen.join("\n");
  };
  const found = async (filter: object) =>
    (await must(reviewer, search.items, { params: { project }, query: filter })).rows.length;

  let mine = await claim(reviewer);
  const canaries = [
    ...["Canary Author", first.id, second.id, "canary-external", "canary-file", "canary-family"],
    upload.id,
  ];
  const hidden = async (others: string) => {
    const all = await everything();
    expect(all).toContain("Is this fine, number 0?"); // their comments, without a name
    expect(all).toContain(item);
    for (const canary of [...canaries, others]) expect(all).not.toContain(canary);
    expect(await found({ author: first.id })).toBe(0);
    expect(await found({ externalId: "canary-external-1" })).toBe(0);
    expect(await found({ state: "review", author: first.id })).toBe(0);
    const after = Buffer.from("[0]").toString("base64url"); // behind it sets count before states narrow them
    const query = { author: first.id, after };
    expect(await must(reviewer, search.items, { params: { project }, query })).toMatchObject({ total: 0 });
  };
  const subject = (await must(reviewer, work.get, { params: mine })).subject!.body.response as string;
  const other = subject.endsWith("0") ? "canary text 1" : "canary text 0";
  await hidden(other);
  await must(reviewer, work.review, { params: mine, body: { decision: "accept" } });
  await hidden(other); // the other answer may be theirs to review
  // Whom they mention has the same name, whether they took part in the item or not.
  const asked = { params: { project, item }, body: { text: "Who?", mentions: [first.id, bystander.id] } };
  const { id: thread } = await must(reviewer, discussions.start, asked);
  for (const person of [first, bystander])
    await must(lead, discussions.reply, {
      params: { project, thread },
      body: { text: "Look", mentions: [person.id] },
    });
  const { rows } = await must(reviewer, discussions.list, { params: { project, item } });
  const { comments } = rows.find(({ id }) => id === thread)!;
  expect(comments.map(({ mentions }) => mentions.map(({ name }) => name))).toEqual([
    ["Canary Author One", "By Stander"],
    ["A team member"],
    ["A team member"],
  ]);
  mine = await claim(reviewer);
  await must(reviewer, work.review, { params: mine, body: { decision: "accept" } });
  const all = await everything();
  for (const known of ["Canary Author One", "canary-external-1", "canary-file", other])
    expect(all).toContain(known);
  expect(await found({ author: first.id })).toBe(1);
});
