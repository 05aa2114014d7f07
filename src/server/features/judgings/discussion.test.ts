import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { ruleKey } from "#kinds/answer.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { claim, submit } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { agreements, discussions, guideAudience, guideDrafts, guides, judgings, notices, questions } =
  contract;

let site: TestApp;
let lead: TestPerson;
let ana: TestPerson;
let ben: TestPerson;
let cleo: TestPerson;
beforeAll(async () => {
  site = await testApp();
  const { org, owner } = await buildOrganization(site);
  lead = owner;
  [ana, ben, cleo] = [
    await buildPerson(site, org, { name: "Ana" }),
    await buildPerson(site, org, { name: "Ben" }),
    await buildPerson(site, org, { name: "Cleo" }),
  ];
});
afterAll(() => site.stop());

/** Six items, of which two people are asked to calibrate on the first five. */
async function buildCase() {
  const project = await buildProject(lead, { settings: { review: false } });
  for (const person of [ana, ben, cleo]) await join(lead, project, person, "trainer");
  const items = await addItems(site, lead, project, 6);
  const { id: guide } = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const content = RuleContent.parse({ kind: "rule", title: "Short lists", statement: "Seven items." });
  const { rev, entries } = await must(lead, guideDrafts.addEntry, { params: { guide }, body: { content } });
  await must(lead, guideDrafts.publish, { params: { guide }, body: { rev, note: "" } });
  const params = { project };
  await must(lead, guides.adopt, { params, body: { guide } });
  const rule = entries[0]!.id;
  const { id: judging } = await must(lead, judgings.start, {
    params,
    body: { name: "Lists", rules: [rule], items: items.slice(0, 5), people: [ana.id, ben.id] },
  });
  return { project, params, guide, items, rule, at: { project, judging } };
}

const told = async (who: TestPerson, project: string) =>
  (await must(who, notices.list, {})).rows
    .filter((row) => row.projectId === project)
    .map(({ kind, by, text }) => [kind, by?.name ?? null, text]);

test("after a calibration its people discuss its items without names, a ruling comes of it, and the items are not theirs any more", async () => {
  const { project, params, guide, items, rule, at } = await buildCase();
  expect(await told(ana, project)).toEqual([["calibration", lead.name, "Lists"]]);
  for (const who of [ana, ben])
    for (let n = 0; n < 5; n++)
      await submit(who, (await claim(who, project))!, { response: "Said", [ruleKey(rule)]: "kept" });
  const about = { subject: "judging" as const, id: at.judging };
  const say = (who: TestPerson, text: string, part = 2) =>
    call(who, discussions.startOn, { params, body: { ...about, text, part } });
  expect((await say(lead, "Too early")).status).toBe(404);
  await must(lead, judgings.reveal, { params: at });
  expect((await told(ben, project))[0]).toEqual(["calibration-revealed", lead.name, "Lists"]);

  expect((await say(cleo, "Not mine")).status).toBe(404);
  const onProject = { params, body: { subject: "project" as const, id: project, text: "Hello" } };
  expect((await call(ana, discussions.startOn, onProject)).status).toBe(403);
  const thread = await must(ana, discussions.startOn, {
    params,
    body: { ...about, text: "Is a table a list?", part: 2 },
  });
  await must(ben, discussions.reply, { params: { project, thread: thread.id }, body: { text: "No." } });
  await must(lead, discussions.reply, { params: { project, thread: thread.id }, body: { text: "Agreed." } });
  const read = (who: TestPerson, part?: number) =>
    must(who, discussions.listOn, { params, query: { ...about, ...(part && { part: `${part}` }) } } as never);
  const names = (await read(ben, 2)).rows[0]!.comments.map(({ by }) => by.name);
  expect(names).toEqual(["A team member", "Ben", lead.name]);
  expect((await read(lead)).rows[0]!.comments.map(({ by }) => by.name)).toEqual(["Ana", "Ben", lead.name]);
  expect((await read(ben, 3)).rows).toEqual([]);
  expect((await read(cleo)).rows).toEqual([]);
  const replies = (await told(ana, project)).filter(([kind]) => kind === "replied");
  expect(replies).toEqual([
    ["replied", lead.name, "Agreed."],
    ["replied", null, "No."],
  ]);

  const ruling = { item: 2, rule, text: "A table is no list." };
  expect((await call(ana, judgings.rule, { params: at, body: ruling })).status).toBe(403);
  await must(lead, judgings.rule, { params: at, body: ruling });
  const { revealed } = await must(ben, judgings.get, { params: at });
  expect(revealed!.items[1]!.rulings).toEqual([{ rule, text: "A table is no list." }]);
  const { rows: rulings } = await must(ben, questions.rulings, { params });
  expect(rulings).toMatchObject([{ rule, text: "A table is no list.", since: 1, question: "Lists: item 2" }]);

  const { items: offered } = await must(lead, judgings.offer, { params });
  expect(offered.map(({ state }) => state)).toEqual([]);
  const last = await claim(ana, project);
  await submit(ana, last!, "Fresh");
  expect(await claim(ana, project)).toBeNull();
  const { rows } = await site.services.database.pool.query(
    "select item_id as item from assignment where agent_id = $1 and project_id = $2 order by at desc limit 1",
    [ana.id, project],
  );
  expect(rows[0].item).toBe(items[5]);
  expect(await claim(cleo, project)).not.toBeNull();
  const client = new pg.Client(site.connection);
  await client.connect();
  expect(await verify(client, CHECKS, [])).toEqual([]);
  await client.end();

  await must(lead, guideAudience.set, { params: { guide }, body: { section: null, audience: "managers" } });
  const hidden = await must(ben, judgings.get, { params: at });
  expect(hidden.revealed!.items[1]!.rulings).toEqual([]);
  expect(JSON.stringify(hidden)).not.toContain("A table is no list");
});

test("who has to sign an agreement first gets their part of a calibration back once they have", async () => {
  const { project, params, rule } = await buildCase();
  const { id, versions } = await must(lead, agreements.create, {
    params,
    body: { title: "NDA", text: "Say nothing." },
  });
  expect((await call(ana, contract.work.claim, { params, body: {} })).status).toBe(403);
  const to = { params: { ...params, agreement: id } };
  await must(ana, agreements.sign, { ...to, body: { version: versions[0]!.id, name: "Ana", agreed: true } });
  const piece = (await claim(ana, project))!;
  expect(piece.rules?.map((one) => one.rule)).toEqual([rule]);
});
