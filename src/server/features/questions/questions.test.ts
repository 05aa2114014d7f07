import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { discussions, guideDrafts, guides, notices, people, questions, work } = contract;

let site: TestApp;
let lead: TestPerson;
let manager: TestPerson;
let author: TestPerson;
let other: TestPerson;
let reviewer: TestPerson;
beforeAll(async () => {
  site = await testApp();
  const { org, owner } = await buildOrganization(site);
  lead = owner;
  const build = (name: string) => buildPerson(site, org, { name });
  [manager, author, other, reviewer] = [
    await build("Mona"),
    await build("Amara"),
    await build("Bela"),
    await build("Rosa"),
  ];
});
afterAll(() => site.stop());

const rule = (title: string, statement: string) => RuleContent.parse({ kind: "rule", title, statement });

/** A project under a guide of two rules, one of which the manager owns. */
async function buildDesk() {
  const project = await buildProject(lead, { settings: { review: true } });
  await join(lead, project, manager, "manager");
  for (const person of [author, other]) await join(lead, project, person, "trainer");
  await join(lead, project, reviewer, "reviewer");
  await addItems(site, lead, project, 3);
  const guide = (await must(lead, guideDrafts.create, { body: { title: "Style" } })).id;
  const at = { params: { guide } };
  const add = async (content: RuleContent) =>
    (await must(lead, guideDrafts.addEntry, { ...at, body: { content } })).entries[0]!;
  const lists = await add({ ...rule("Short lists", "Lists have at most seven items."), owner: manager.id });
  await add(rule("Plain words", "Use the words that people use when they talk."));
  const publish = async () => {
    const { rev } = await must(lead, guideDrafts.get, at);
    return must(lead, guideDrafts.publish, { ...at, body: { rev, note: "" } });
  };
  await publish();
  const params = { project };
  await must(lead, guides.adopt, { params, body: { guide } });
  const ask = (who: TestPerson, text: string, more: object = {}) =>
    must(who, questions.ask, { params, body: { text, rule: lists.id, ...more } });
  const of = (question: string) => ({ guide, question });
  return { project, params, guide, lists, publish, ask, of };
}

const noticesOf = async (person: TestPerson, project: string) =>
  (await must(person, notices.list, {})).rows
    .filter(({ projectId }) => projectId === project)
    .map(({ kind, text, subjectId, by }) => ({ kind, text, subjectId, by: by?.name ?? null }));

test("a question reaches the rule's owner; its ruling holds at once beside the rule and reaches everyone who asked", async () => {
  const { project, params, guide, lists, ask, of } = await buildDesk();
  const asked = await ask(author, "May a list of steps have ten items?");
  expect(asked).toMatchObject({
    n: 1,
    state: "open",
    overdue: false,
    rule: { number: "2", title: "Short lists" },
  });
  expect(await noticesOf(manager, project)).toEqual([
    { kind: "asked", text: "May a list of steps have ten items?", subjectId: asked.id, by: "Amara" },
  ]);

  const query = { text: "can lists of steps be longer" };
  const likely = await must(other, questions.likely, { params, query });
  expect(likely.rows.map(({ kind, id, ruling }) => [kind, id, ruling])).toEqual([
    ["question", asked.id, null],
    ["rule", lists.id, null],
  ]);
  const same = await ask(other, "Ten steps?", { sameAs: asked.id });
  expect(same).toMatchObject({ state: "merged", mergedInto: { n: 1 } });

  const ruled = await must(manager, questions.rule, {
    params: of(asked.id),
    body: { text: "Steps may be as many as needed." },
  });
  expect(ruled).toMatchObject({ rule: lists.id, since: 1 });
  expect((await must(other, questions.rulings, { params })).rows).toMatchObject([
    { id: ruled.id, rule: lists.id, since: 1, question: "May a list of steps have ten items?" },
  ]);
  for (const [person, question] of [
    [author, asked],
    [other, same],
  ] as const)
    expect(await noticesOf(person, project)).toEqual([
      { kind: "ruled", text: "Steps may be as many as needed.", subjectId: question.id, by: null },
    ]);
  expect((await must(other, questions.mine, { params })).rows[0]!.rulings).toMatchObject([
    { text: ruled.text },
  ]);
  const again = await must(reviewer, questions.likely, { params, query });
  expect(again.rows[0]).toMatchObject({ id: asked.id, ruling: ruled.text });

  const { rows, counts, hours } = await must(manager, questions.list, {
    params: { guide },
    query: { project },
  });
  expect(rows.map(({ n, askers, by, owner }) => [n, askers, by?.name, owner?.name])).toEqual([
    [2, 1, "Bela", undefined],
    [1, 2, "Amara", "Mona"],
  ]);
  expect(counts).toEqual({ open: 0, overdue: 0, answered: 1, merged: 1, declined: 0 });
  expect(hours).toMatchObject({ n: 1, low: null });
});

test("of two rulings at once one holds, and the other is refused with it; whoever has read a ruling replaces it", async () => {
  const { params, ask, of } = await buildDesk();
  const { id } = await ask(author, "Which?");
  const rulings = await Promise.all(
    [manager, lead].map((who) =>
      call(who, questions.rule, { params: of(id), body: { text: `By ${who.name}` } }),
    ),
  );
  const [won] = rulings.filter(({ ok }) => ok);
  const [lost] = rulings.filter(({ ok }) => !ok);
  expect(won).toBeDefined();
  expect(lost).toMatchObject({
    status: 409,
    problem: { code: "conflict", detail: { ruling: won!.ok && won!.data } },
  });
  const after = won!.ok ? won!.data.id : null;
  const second = await must(lead, questions.rule, { params: of(id), body: { text: "Final", after } });
  expect(second.text).toBe("Final");
  expect((await must(author, questions.rulings, { params })).rows).toMatchObject([{ id: second.id }]);
});

test("a ruling follows its rule through a split, and goes once a version has it", async () => {
  const { params, guide, lists, ask, of, publish } = await buildDesk();
  const { id } = await ask(author, "How long?");
  const ruling = await must(manager, questions.rule, { params: of(id), body: { text: "Short." } });
  const parts = [rule("Short lists", "Seven."), rule("Short steps", "Any.")];
  const split = await must(lead, guideDrafts.splitEntry, {
    params: { guide, entry: lists.id },
    body: { base: lists.revision, parts },
  });
  await publish();
  const standing = (await must(author, questions.rulings, { params })).rows;
  expect(standing.map((row) => row.rule).sort()).toEqual(split.entries.map((entry) => entry.id).sort());
  await must(manager, questions.use, { params: of(id), body: { ruling: ruling.id, kind: "split" } });
  expect((await must(author, questions.rulings, { params })).rows).toHaveLength(2);
  await publish();
  expect((await must(author, questions.rulings, { params })).rows).toEqual([]);
});

test("questions are merged with those that were merged before, declined with a reason, and given an owner and a date", async () => {
  const { project, guide, ask, of } = await buildDesk();
  const [one, two, three, four] = [
    await ask(author, "One"),
    await ask(other, "Two"),
    await ask(reviewer, "Three"),
    await ask(author, "Four", { rule: null }),
  ];
  await must(manager, questions.merge, { params: of(one.id), body: { into: two.id } });
  await must(manager, questions.merge, { params: of(two.id), body: { into: three.id } });
  expect(
    await call(manager, questions.merge, { params: of(three.id), body: { into: one.id } }),
  ).toMatchObject({
    status: 409,
    problem: { message: "Question 1 is merged already." },
  });
  await must(manager, questions.decline, { params: of(four.id), body: { reason: "Out of scope." } });
  expect(await noticesOf(author, project)).toMatchObject([{ kind: "declined", text: "Out of scope." }]);
  const due = "2026-01-01T00:00:00.000Z";
  await must(manager, questions.change, { params: of(three.id), body: { owner: lead.id, due } });
  expect(
    await call(manager, questions.change, { params: of(three.id), body: { owner: author.id } }),
  ).toMatchObject({
    problem: { code: "invalid" },
  });
  const { rows } = await must(lead, questions.list, { params: { guide }, query: { state: "open" } });
  expect(rows).toMatchObject([{ n: 3, askers: 3, overdue: true, owner: { id: lead.id } }]);
  expect(await noticesOf(lead, project)).toMatchObject([
    { kind: "asked", text: "Three", by: "Mona" },
    { kind: "asked", text: "Four", by: "Amara" }, // no rule, so no owner: whoever manages the project hears of it
  ]);
});

test("whoever asked hears of the ruling once, however their question came to be merged into one that is answered", async () => {
  const { project, ask, of } = await buildDesk();
  const [one, two, mine] = [await ask(author, "One"), await ask(other, "Two"), await ask(manager, "Mine")];
  const answered = await ask(reviewer, "Answered");
  await must(lead, questions.rule, { params: of(answered.id), body: { text: "So." } });
  const merge = (question: string, into: string) =>
    must(manager, questions.merge, { params: of(question), body: { into } });
  await merge(one.id, two.id);
  await merge(two.id, answered.id);
  await merge(mine.id, answered.id);
  for (const [person, question] of [
    [author, one],
    [other, two],
    [manager, mine],
    [reviewer, answered],
  ] as const)
    expect((await noticesOf(person, project)).filter(({ kind }) => kind === "ruled")).toMatchObject([
      { text: "So.", subjectId: question.id },
    ]);
});

test("the author of a returned answer objects to the review, and nobody learns who wrote or reviewed", async () => {
  const { project, params, guide, lists, ask } = await buildDesk();
  const answer = async () => {
    const { assignment } = await must(author, work.claim, { params, body: {} });
    const at = { project, assignment: assignment!.id };
    await must(author, work.submit, { params: at, body: { body: { response: "An answer." } } });
    return assignment!.id;
  };
  const giveBack = async (reason: string) => {
    const { assignment } = await must(reviewer, work.claim, { params, body: { stage: "review" } });
    const at = { project, assignment: assignment!.id };
    const rules = [{ rule: lists.id }];
    await must(reviewer, work.review, { params: at, body: { decision: "return", reason, rules } });
    return assignment!.id;
  };
  await answer();
  const review = await giveBack("Too long");
  const { assignment } = await must(author, work.claim, { params, body: {} });
  const object = (kind: string) =>
    call(author, questions.ask, {
      params,
      body: { kind: kind as "unclear", text: "", rule: lists.id, assignment: assignment!.id },
    });
  expect(await object("contradiction")).toMatchObject({ problem: { code: "not_ready" } });
  await must(author, work.submit, {
    params: { project, assignment: assignment!.id },
    body: { body: { response: "Short." } },
  });
  await giveBack("Too short");
  expect((await object("contradiction")).status).toBe(200);
  await ask(reviewer, "Is this long?", { assignment: review });
  expect(await call(other, questions.ask, { params, body: { text: "?", assignment: review } })).toMatchObject(
    { status: 404 },
  );

  const { rows } = await must(manager, questions.list, { params: { guide }, query: {} });
  expect(rows.map(({ kind, reviews }) => [kind, reviews.map(({ reason }) => reason)])).toEqual([
    ["contradiction", ["Too long", "Too short"]],
    ["question", []],
  ]);
  expect(rows[0]!.itemId).not.toBeNull();
  // An editor of the guide has no access to items, nor to who is who.
  await must(lead, guideDrafts.setCapacities, {
    params: { guide, person: other.id },
    body: { capacities: ["editor"] },
  });
  const text = JSON.stringify(await must(other, questions.list, { params: { guide }, query: {} }));
  for (const hidden of [author.id, reviewer.id, "Amara", "Rosa", "Too long", rows[0]!.itemId!])
    expect(text).not.toContain(hidden);
  for (const person of [author, reviewer]) {
    const mine = JSON.stringify(await must(person, questions.mine, { params }));
    for (const hidden of [author.id, reviewer.id, "Amara", "Rosa", rows[0]!.itemId!])
      expect(mine).not.toContain(hidden);
  }
  expect(await call(author, questions.list, { params: { guide }, query: {} })).toMatchObject({ status: 404 });
});

test("a reviewer who writes the guide answers questions and learns no author's name; a reader of the desk learns none", async () => {
  const { project, params, guide, lists, ask, of } = await buildDesk();
  const give = (person: TestPerson, capacity: "editor" | "reader") =>
    must(lead, guideDrafts.setCapacities, {
      params: { guide, person: person.id },
      body: { capacities: [capacity] },
    });
  await give(reviewer, "editor");
  await must(lead, guideDrafts.saveEntry, {
    params: { guide, entry: lists.id },
    body: { base: lists.revision, content: { ...(lists.content as RuleContent), owner: reviewer.id } },
  });
  const { id } = await ask(author, "My review was wrong", { kind: "wrong-rule" });
  expect(await noticesOf(reviewer, project)).toMatchObject([{ kind: "asked", subjectId: id, by: null }]);

  const about = { subject: "question", id } as const;
  const start = (text: string, mentions: string[]) =>
    must(manager, discussions.startOn, { params, body: { ...about, text, mentions } });
  const thread = await start("Which review?", [author.id]);
  await must(author, discussions.reply, {
    params: { project, thread: thread.id },
    body: { text: "The last one" },
  });
  const seen = async () => (await must(reviewer, discussions.listOn, { params, query: about })).rows;
  expect(await seen()).toEqual([]);
  await start("What do you think?", [author.id, reviewer.id]);
  const [own] = await seen();
  expect(own!.comments[0]!.by.name).toBe("Mona");
  expect(JSON.stringify(own)).not.toContain(author.id);

  await give(other, "reader");
  const desk = await must(other, questions.list, { params: { guide }, query: {} });
  expect(desk).toMatchObject({ rows: [], owners: [], mayRule: false });
  expect(await call(manager, questions.change, { params: of(id), body: {} })).toMatchObject({ status: 422 });
});

test("a manager whose project only pinned the guide reads its questions, and neither rules on them nor owns them", async () => {
  const { params: following, guide, lists, of } = await buildDesk();
  const pinner = await buildPerson(site, lead.org, { name: "Pia" });
  const project = await buildProject(lead);
  const params = { project };
  await join(lead, project, pinner, "manager");
  await join(lead, project, author, "trainer");
  const version = (await must(lead, guides.get, { params: following })).guide!.version!.id;
  await must(lead, guides.adopt, { params, body: { guide, version } });
  const content = { ...(lists.content as RuleContent), owner: pinner.id };
  await must(lead, guideDrafts.saveEntry, {
    params: { guide, entry: lists.id },
    body: { base: lists.revision, content },
  });

  const { id } = await must(author, questions.ask, { params, body: { text: "How many?", rule: lists.id } });
  const desk = await must(pinner, questions.list, { params: { guide }, query: {} });
  expect(desk).toMatchObject({ rows: [{ id, owner: null }], owners: [], mayRule: false });
  expect(await must(pinner, questions.mine, { params })).toMatchObject({ guide, answers: true });
  expect(await call(pinner, questions.rule, { params: of(id), body: { text: "Ten." } })).toMatchObject({
    status: 403,
  });
  expect(await call(lead, questions.change, { params: of(id), body: { owner: pinner.id } })).toMatchObject({
    problem: { code: "invalid" },
  });
  const { owners } = await must(lead, questions.list, { params: { guide }, query: {} });
  expect(owners.map(({ name }) => name)).toContain("Mona");
  expect(owners.map(({ name }) => name)).not.toContain("Pia");
});

test("a person who is erased leaves a question without words, which can still be ruled on", async () => {
  const { project, guide, ask, of } = await buildDesk();
  const gone = await buildPerson(site, lead.org, { name: "Gone Girl" });
  await join(lead, project, gone, "trainer");
  const { id } = await ask(gone, "My secret");
  await must(lead, people.erase, { params: { person: gone.id } });
  await must(manager, questions.rule, { params: of(id), body: { text: "So it is." } });
  const { rows } = await must(manager, questions.list, { params: { guide }, query: {} });
  expect(rows).toMatchObject([{ text: "", by: { name: `Person ${gone.id.slice(-4)}` }, state: "answered" }]);
});

test("nobody fills a desk alone: a person's open questions are limited, and others can still ask", async () => {
  const { params, ask, of, guide } = await buildDesk();
  const asked = [];
  for (let n = 0; n < 20; n++) asked.push(await ask(author, `Question ${n}?`));
  const more = () => call(author, questions.ask, { params, body: { text: "One more?" } });
  expect(await more()).toMatchObject({
    status: 429,
    problem: { message: expect.stringContaining("20 of your questions are still open") },
  });
  await ask(other, "Mine?");
  await must(lead, questions.decline, { params: of(asked[0]!.id), body: { reason: "No." } });
  expect((await more()).status).toBe(200);
  expect((await must(lead, questions.list, { params: { guide } })).counts.open).toBe(21);
});
