import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { ruleKey } from "#kinds/answer.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { claim, paramsOf, review, submit } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const {
  guideDrafts,
  guides,
  items: itemsOf,
  judgings,
  people,
  projects,
  releases,
  reports,
  search,
  work,
} = contract;

let site: TestApp;
let lead: TestPerson;
let ana: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  site = await testApp();
  const { org, owner } = await buildOrganization(site);
  lead = owner;
  ana = await buildPerson(site, org, { name: "Ana" });
  ben = await buildPerson(site, org, { name: "Ben" });
});
afterAll(() => site.stop());

type Shown = Parameters<typeof addItems>[4];
const rule = (title: string) => RuleContent.parse({ kind: "rule", title, statement: `${title}, always.` });

/** A project with a guide of two rules, five items and two trainers who are asked to calibrate on all of them. */
async function buildCase({ more = [], add = [] }: { more?: TestPerson[]; add?: [Shown?, string?] } = {}) {
  const project = await buildProject(lead, { settings: { review: true } });
  for (const person of [ana, ben, ...more]) await join(lead, project, person, "trainer");
  const items = await addItems(site, lead, project, 6, ...add);
  const guide = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  for (const title of ["Short lists", "Plain words"])
    await must(lead, guideDrafts.addEntry, { params: { guide: guide.id }, body: { content: rule(title) } });
  const { rev, entries } = await must(lead, guideDrafts.get, { params: { guide: guide.id } });
  await must(lead, guideDrafts.publish, { params: { guide: guide.id }, body: { rev, note: "" } });
  const params = { project };
  await must(lead, guides.adopt, { params, body: { guide: guide.id } });
  const rules = ["Short lists", "Plain words"].map(
    (title) => entries.find(({ content }) => content.title === title)!.id,
  );
  const calibration = await must(lead, judgings.start, {
    params,
    body: {
      ...{ name: "Lists", rules, items: items.slice(0, 5) },
      people: [ana, ben, ...more].map(({ id }) => id),
    },
  });
  return { project, params, items, rules, guide: guide.id, at: { project, judging: calibration.id } };
}
type Case = Awaited<ReturnType<typeof buildCase>>;

const judging = ({ rules }: Case, ...said: string[]) =>
  Object.fromEntries(rules.map((id, n) => [ruleKey(id), said[n]!] as const));

/** A person does all their part, saying the same of every item. */
async function judgeAll(made: Case, who: TestPerson, response: string, ...said: string[]) {
  for (let n = 0; n < 5; n++) {
    const piece = (await claim(who, made.project))!;
    expect(piece.rules?.map(({ title }) => title)).toContain("Short lists");
    await submit(who, piece, { response, ...judging(made, ...said) });
  }
}

test("a calibration is blind until it is revealed, and then says how far people agree, without names", async () => {
  const made = await buildCase();
  const { params, at, rules } = made;
  const piece = (await claim(ana, made.project))!;
  const draft = { response: "Begun", [ruleKey(rules[0]!)]: "kept" };
  await must(ana, work.saveDraft, { params: paramsOf(piece), body: { body: draft, rev: 0 } });
  const early = await call(ana, work.submit, { params: paramsOf(piece), body: { body: draft } });
  expect(early).toMatchObject({
    problem: { code: "incomplete", fields: { [ruleKey(rules[1]!)]: "Needs an answer" } },
  });
  await must(ana, work.submit, {
    params: paramsOf(piece),
    body: { body: { response: "Ana says", ...judging(made, "kept", "broken") } },
  });
  for (let n = 1; n < 5; n++)
    await submit(ana, (await claim(ana, made.project))!, {
      response: "Ana says",
      ...judging(made, "kept", "broken"),
    });
  await judgeAll(made, ben, "Ben says", "kept", "kept");

  const blind = await must(lead, judgings.get, { params: at });
  expect(blind).toMatchObject({ revealed: null, calibration: { done: 10, asked: 10, items: 5, people: 2 } });
  expect(JSON.stringify(await everythingReadable(made))).not.toMatch(/Ana says|Ben says/);

  await must(lead, judgings.reveal, { params: at });
  const { revealed } = await must(ana, judgings.get, { params: at });
  expect(revealed!.items).toHaveLength(5);
  const [first] = revealed!.items;
  expect(first!.answers.map(({ body, mine }) => [body.response, mine]).sort()).toEqual([
    ["Ana says", true],
    ["Ben says", false],
  ]);
  expect(JSON.stringify(revealed)).not.toContain(ben.id);
  const [short, plain] = rules.map((id) => revealed!.rules.find((one) => one.rule === id)!);
  expect(short).toMatchObject({
    agreement: { value: 1, n: 5 },
    counts: { kept: 10 },
    alpha: { value: null },
  });
  expect(plain!.agreement.value).toBeLessThan(0);

  const vote = { item: 1, rule: rules[1]!, judgement: "broken" as const };
  await must(ben, judgings.vote, { params: at, body: { ...vote, judgement: "kept" } });
  await must(ben, judgings.vote, { params: at, body: vote });
  const seen = (await must(ben, judgings.get, { params: at })).revealed!.items[0]!.votes.find(
    ({ rule }) => rule === rules[1],
  );
  expect(seen).toEqual({
    rule: rules[1],
    counts: { broken: 1, kept: 0, "not-applicable": 0 },
    mine: "broken",
  });

  const example = { params: at, body: { item: 1, rule: rules[1]! } };
  expect(await call(lead, judgings.makeExample, example)).toMatchObject({ problem: { code: "not_ready" } });
  await must(lead, itemsOf.cancel, { params, body: { items: made.items } });
  await must(lead, judgings.makeExample, example);
  await must(lead, judgings.split, { params: at, body: { rule: rules[0]! } });
  const draft2 = await must(lead, guideDrafts.get, { params: { guide: made.guide } });
  expect(draft2.entries.map(({ content }) => content.title).sort()).toEqual([
    "Plain words",
    "Short lists",
    "Short lists (2)",
  ]);
  const plainNow = draft2.entries.find(({ id }) => id === rules[1])!.content as RuleContent;
  expect(plainNow.examples).toMatchObject([{ verdict: "bad", prompt: "Prompt 0", item: made.items[0] }]);
  await must(lead, itemsOf.cancel, { params, body: { items: made.items, restore: true } });
  const { revision } = draft2.entries.find(({ id }) => id === rules[1])!;
  const save = (examples: RuleContent["examples"]) =>
    call(lead, guideDrafts.saveEntry, {
      params: { guide: made.guide, entry: rules[1]! },
      body: { base: revision, content: { ...plainNow, examples } },
    });
  const [kept] = plainNow.examples;
  const open = { ...kept!, id: crypto.randomUUID(), item: made.items[1]! };
  expect(await save([kept!, open])).toMatchObject({ problem: { code: "not_ready" } });
  expect(await save([{ ...kept!, why: "Long words." }])).toMatchObject({ status: 200 });

  // Nothing of it counts, before and after.
  expect(JSON.stringify(await everythingReadable(made))).not.toMatch(/Ana says|Ben says/);
  const report = await must(lead, reports.rules, { params });
  expect(report.rows.map(({ broken, judged }) => [broken, judged])).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(
    (await must(lead, itemsOf.get, { params: { project: made.project, item: made.items[0]! } })).state,
  ).toBe("new");
});

/** What managers and colleagues can read of a project, joined. */
async function everythingReadable({ params, items, at, rules }: Case) {
  const released = await must(lead, releases.create, {
    params,
    body: { name: "All", formats: ["raw"], filter: { states: ["new", "working", "done"] } } as never,
  });
  const found = { of: "finding", in: rules } as const;
  return [
    released,
    ...(await Promise.all(items.map((item) => must(lead, itemsOf.get, { params: { ...params, item } })))),
    await must(lead, search.items, { params, query: {} }),
    (await must(lead, search.items, { params, query: { where: JSON.stringify(found) } })).rows.map(
      () => "Ana says",
    ),
    await must(lead, reports.project, { params }),
    await must(ben, work.waiting, {}),
    released.answers > 0 ? "Ana says" : "",
    at.judging,
  ];
}

test("of two reveals at once one is refused; what is in hand then is handed back and stays a draft, and nothing is taken back", async () => {
  const made = await buildCase();
  const done = (await claim(ana, made.project))!;
  await submit(ana, done, { response: "Done", ...judging(made, "kept", "kept") });
  const held = (await claim(ben, made.project))!;
  const both = await Promise.all([1, 2].map(() => call(lead, judgings.reveal, { params: made.at })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const late = await submit(ben, held, { response: "Too late", ...judging(made, "kept", "kept") });
  expect(late.outcome).toBe("handed-back");
  expect(await call(ana, work.takeBack, { params: paramsOf(done) })).toMatchObject({
    problem: { code: "too_late" },
  });
  const { revealed } = await must(lead, judgings.get, { params: made.at });
  expect(revealed!.items.flatMap(({ answers }) => answers)).toHaveLength(1);
  expect(revealed!.rules[0]!.agreement).toMatchObject({ value: null, n: 0 });
  const next = (await claim(ben, made.project))!;
  expect(next.rules).toBeUndefined();
});

test("what is for one person is offered to nobody else: not when they skip it, lose it, are removed or erased", async () => {
  const [cleo, dora] = [
    await buildPerson(site, lead.org, { name: "Cleo" }),
    await buildPerson(site, lead.org),
  ];
  const made = await buildCase({ more: [cleo, dora] });
  const { project } = made;
  const skipped = (await claim(cleo, project))!;
  await must(cleo, work.skip, { params: paramsOf(skipped), body: { reason: "unclear" } });
  const lost = (await claim(cleo, project))!;
  await must(lead, work.free, { params: { project }, body: { person: cleo.id } });
  expect((await claim(cleo, project))!.material).toEqual(lost.material);
  await submit(dora, (await claim(dora, project))!, {
    response: "Dora says",
    ...judging(made, "kept", "kept"),
  });
  await claim(dora, project);
  await must(lead, projects.removeMember, { params: { project, person: cleo.id } });
  await must(lead, people.erase, { params: { person: dora.id } });
  const { rows } = await site.services.database.pool.query(
    "select state, count(*)::int as n from slot where round = 1 and kept_for = any($1) and queue_id in (select id from queue where project_id = $2) group by 1 order by 1",
    [[cleo.id, dora.id], project],
  );
  expect(rows).toEqual([
    { state: 3, n: 1 },
    { state: 4, n: 9 },
  ]);
  await judgeAll(made, ana, "Ana says", "kept", "kept");
  expect((await claim(ana, project))!.rules).toBeUndefined();
  await must(lead, judgings.reveal, { params: made.at });
  const { revealed } = await must(lead, judgings.get, { params: made.at });
  expect(revealed!.items.flatMap(({ answers }) => answers)).toHaveLength(6);
});

test("an item becomes an example once, of what a guide can hold: whatever its language is called, however long it is", async () => {
  const said = (n: number) => (n === 1 ? "x".repeat(50_001) : `Prompt ${n}`);
  const shown: Shown = (n) => ({ prompt: [{ role: "user", content: said(n) }] });
  const made = await buildCase({ add: [shown, "Klingon (spoken)"] });
  const { params, at, rules, guide } = made;
  const start = (body: object) =>
    call(lead, judgings.start, {
      params,
      body: { name: "Again", rules, items: made.items.slice(0, 5), people: [ana.id, ben.id], ...body },
    });
  expect(await start({ people: [ana.id, ana.id] })).toMatchObject({ problem: { code: "not_ready" } });
  await must(lead, judgings.reveal, { params: at });
  await must(lead, itemsOf.cancel, { params, body: { items: made.items } });
  const example = (item: number) =>
    call(lead, judgings.makeExample, { params: at, body: { item, rule: rules[0]! } });
  expect(await example(6)).toMatchObject({ status: 404 });
  for (const none of [0, 3_000_000_000]) expect(await example(none)).toMatchObject({ status: 422 });
  const twice = await Promise.all([example(1), example(1)]);
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
  const split = { params: at, body: { rule: rules[1]! } };
  const splits = await Promise.all([1, 2].map(() => call(lead, judgings.split, split)));
  expect(splits.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await example(2)).toMatchObject({ problem: { code: "not_ready" } });
  const draft = await must(lead, guideDrafts.get, { params: { guide } });
  const [kept] = draft.entries.flatMap(({ content }) => (content.kind === "rule" ? content.examples : []));
  expect(kept).toMatchObject({ prompt: "Prompt 0", language: null });
  expect(draft.entries).toHaveLength(3);
});

test("publishing draws accepted work for another review by the changed rules, which changes nothing but the share", async () => {
  const reviewer = await buildPerson(site, lead.org, { name: "Rosa" });
  // Who manages may review too, but never what they wrote.
  const author = await buildPerson(site, lead.org, { name: "Mia" });
  const project = await buildProject(lead, { settings: { review: true } });
  const params = { project };
  await join(lead, project, author, "manager");
  await join(lead, project, reviewer, "reviewer");
  const items = await addItems(site, lead, project, 6);
  const { id: guide } = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const at = { params: { guide } };
  const add = (title: string) => must(lead, guideDrafts.addEntry, { ...at, body: { content: rule(title) } });
  const publish = async (reReview: { draw: number | null } | null) => {
    const { rev } = await must(lead, guideDrafts.get, at);
    await must(lead, guideDrafts.publish, { ...at, body: { rev, reReview } });
  };
  await add("Plain words");
  await publish(null);
  await must(lead, guides.adopt, { params, body: { guide } });
  for (const _ of items) {
    await submit(author, (await claim(author, project))!, "An answer");
    await review(reviewer, (await claim(reviewer, project))!, { decision: "accept" });
  }
  // Another project of the guide has accepted answers and no reviews: it is left as it is, and stops no publishing.
  const bare = await buildProject(lead, { settings: { review: false } });
  await join(lead, bare, ana, "trainer");
  await addItems(site, lead, bare, 1);
  await must(lead, guides.adopt, { params: { project: bare }, body: { guide } });
  await submit(ana, (await claim(ana, bare))!, "An answer");
  const before = await must(lead, reports.project, { params });
  await add("Short lists");
  await publish({ draw: 4 });
  expect((await must(lead, judgings.reReviews, { params: { project: bare } })).rows).toEqual([]);

  expect(await claim(author, project)).toBeNull();
  for (const judgement of ["broken", "kept", "kept"] as const) {
    const piece = (await claim(reviewer, project))!;
    expect(piece.rules!.map(({ title }) => title)).toEqual(["Short lists"]);
    const said = [{ rule: piece.rules![0]!.rule, judgement }];
    const none = await call(reviewer, work.review, { params: paramsOf(piece), body: { decision: "accept" } });
    expect(none).toMatchObject({ problem: { code: "incomplete" } });
    await review(reviewer, piece, { decision: "accept", rules: said });
  }
  const [row] = (await must(lead, judgings.reReviews, { params })).rows;
  expect(row).toMatchObject({ guideVersion: 2, of: 6, asked: 4, done: 3, chance: 4 / 6 });
  expect(row!.rules).toMatchObject([{ title: "Short lists", broken: 1, share: { value: 1 / 3, n: 3 } }]);
  expect(row!.rules[0]!.share.low).toBeGreaterThan(0);
  const { rows } = await site.services.database.pool.query(
    "select distinct p_selected from slot s join queue q on q.id = s.queue_id where q.project_id = $1 and s.round = 1",
    [project],
  );
  expect(rows).toEqual([{ p_selected: expect.closeTo(4 / 6) }]);

  const after = await must(lead, reports.project, { params });
  expect(after.people).toEqual(before.people);
  expect((await must(lead, itemsOf.get, { params: { project, item: items[0]! } })).state).toBe("done");
  expect((await must(lead, reports.rules, { params })).rows.map(({ broken }) => broken)).toEqual([0, 0]);
  expect(await claim(author, project)).toBeNull();

  // What breaks the rule is reopened for its author, once.
  const about = { params: { project, judging: row!.id } };
  expect(await must(lead, judgings.sendBack, about)).toEqual({ sent: 1 });
  expect(await must(lead, judgings.sendBack, about)).toEqual({ sent: 0 });
  const back = (await claim(author, project))!;
  expect(back.returned).toMatchObject({
    previous: { response: "An answer" },
    rules: [{ title: "Short lists", newer: true, judgement: "broken" }],
  });
  await submit(author, back, "A shorter answer");
  const states = await Promise.all(
    items.map((item) => must(lead, itemsOf.get, { params: { project, item } })),
  );
  expect(states.map(({ state }) => state).sort()).toEqual([
    "done",
    "done",
    "done",
    "done",
    "done",
    "in-progress",
  ]);
  const client = new pg.Client(site.connection);
  await client.connect();
  expect(await verify(client, CHECKS, [])).toEqual([]);
  await client.end();
});
