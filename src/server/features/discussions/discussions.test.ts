import { afterAll, beforeAll, expect, test } from "vitest";
import { type Anchor, spanFromUtf16 } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { discussions, items, notices, people, work } = contract;
let app: TestApp;
let lead: TestPerson;
let tara: TestPerson;
let otto: TestPerson;
let rita: TestPerson;
let project: string;
let item: string;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
  [tara, otto, rita] = (await Promise.all(
    ["Tara", "Otto", "Rita"].map((name) => buildPerson(app, lead.org, { name })),
  )) as [TestPerson, TestPerson, TestPerson];
});
afterAll(() => app.stop());

const PROMPT = { place: { part: "prompt" as const, message: 0 }, span: null };

/** Two trainers on one item, a reviewer and the lead. */
async function newProject(): Promise<void> {
  project = await buildProject(lead, { settings: { answersPerItem: 2 } });
  await join(lead, project, tara, "trainer");
  await join(lead, project, otto, "trainer");
  await join(lead, project, rita, "reviewer");
  [item] = (await addItems(app, lead, project, 1)) as [string];
}
async function claim(who: TestPerson) {
  const { assignment } = await must(who, work.claim, { params: { project }, body: {} });
  return { project, assignment: assignment!.id };
}
const noticesOf = async (who: TestPerson) =>
  (await must(who, notices.list, {})).rows.filter((row) => row.projectId === project);
const here = async (who: TestPerson, params: { project: string; assignment: string }) =>
  (await must(who, discussions.listHere, { params })).rows;

test("a trainer talks with a reviewer about the work in hand; another trainer on the item hears nothing of it", async () => {
  await newProject();
  const [mine, theirs] = [await claim(tara), await claim(otto)];
  const body = { text: "Is this a trick question?", mentions: [rita.id] };
  const thread = await must(tara, discussions.startHere, { params: mine, body });
  expect(thread.comments).toMatchObject([{ by: { name: "Tara" }, mentions: [{ name: "Rita" }] }]);
  expect(await noticesOf(rita)).toMatchObject([
    {
      kind: "mentioned",
      by: null,
      subjectId: item,
      threadId: thread.id,
      text: body.text,
      read: false,
    },
  ]);

  const params = { project, thread: thread.id };
  await must(rita, discussions.reply, { params, body: { text: "No, take it at its word" } });
  const heard = await noticesOf(tara);
  expect(heard).toMatchObject([
    { kind: "replied", by: { name: "Rita" }, subjectId: null, assignmentId: mine.assignment, held: true },
  ]);
  expect((await here(tara, mine))[0]!.comments).toHaveLength(2);

  expect(await here(otto, theirs)).toEqual([]);
  expect(await noticesOf(otto)).toEqual([]);
  expect(await call(otto, discussions.reply, { params, body: { text: "Me too" } })).toMatchObject({
    status: 404,
  });
  expect(await call(otto, discussions.resolve, { params, body: { resolved: true } })).toMatchObject({
    status: 404,
  });
  expect(await call(otto, discussions.listHere, { params: mine })).toMatchObject({ status: 404 });
  expect(JSON.stringify([heard, await here(tara, mine)])).not.toContain(item); // the item's id stays on the server
});

test("a trainer mentions reviewers and managers alone, a reviewer everybody in the project", async () => {
  await newProject();
  const names = async (who: TestPerson) =>
    (await must(who, discussions.mentionable, { params: { project } })).rows.map((row) => row.name);
  expect(await names(tara)).toEqual([lead.name, "Rita"]);
  expect(await names(rita)).toEqual(["Otto", lead.name, "Tara"]);
  const params = await claim(tara);
  for (const mentions of [[otto.id], [(await buildPerson(app, lead.org)).id]]) {
    const outcome = await call(tara, discussions.startHere, { params, body: { text: "Look", mentions } });
    expect(outcome).toMatchObject({ status: 422, problem: { fields: { mentions: expect.any(String) } } });
  }
});

test("a thread is resolved and reopened, and the item's history knows", async () => {
  await newProject();
  const start = { params: { project, item }, body: { text: "Wrong language", anchor: PROMPT } };
  const thread = await must(rita, discussions.start, start);
  expect(thread).toMatchObject({ anchor: PROMPT, resolved: false });
  const params = { project, thread: thread.id };
  for (const resolved of [true, true, false]) {
    expect(await must(lead, discussions.resolve, { params, body: { resolved } })).toMatchObject({ resolved });
  }
  const { timeline } = await must(lead, items.get, { params: { project, item } });
  expect(timeline.slice(1).map(({ kind, detail }) => [kind, detail.text])).toEqual([
    ["thread.started", undefined],
    ["comment.added", "Wrong language"],
    ["thread.resolved", undefined],
    ["thread.reopened", undefined],
  ]);
});

test("a passage of a response is quoted by its place to who works blind, by the item's number to who sees all", async () => {
  await newProject();
  const texts = ["👩‍👩‍👧 قال سلام 🎣", "Response two says سلام"];
  const candidates = texts.map((content) => ({ messages: [{ role: "assistant" as const, content }] }));
  const [pair] = await addItems(app, lead, project, 1, () => ({ prompt: [], candidates }));
  await must(lead, items.cancel, { params: { project }, body: { items: [item] } });
  const at = texts[0]!.indexOf("سلام");
  const span = spanFromUtf16(texts[0]!, at, at + 4);
  const on = (candidate: number) => ({ place: { part: "candidate" as const, candidate, message: 0 }, span });
  for (const trainer of [tara, otto]) {
    // The two see the responses in opposite orders.
    const params = await claim(trainer);
    const { material } = await must(trainer, work.get, { params });
    const place = material.candidates!.findIndex(({ messages }) => messages[0]!.content === texts[0]);
    const ask = (anchor: Anchor) =>
      call(trainer, discussions.startHere, { params, body: { text: "Why?", anchor } });
    expect(await ask(on(1 - place))).toMatchObject({ status: 422 }); // the other response does not say so there
    expect(await ask(on(place))).toMatchObject({ data: { anchor: on(place) } });
    expect((await here(trainer, params))[0]!.anchor).toEqual(on(place));
  }
  const { rows } = await must(lead, discussions.list, { params: { project, item: pair! } });
  expect(rows.map(({ anchor }) => anchor)).toEqual([on(0), on(0)]);
});

test("what others answered is quoted to nobody who works blind", async () => {
  await newProject();
  const [mine, theirs] = [await claim(tara), await claim(otto)];
  await must(otto, work.submit, { params: theirs, body: { body: { response: "Otto wrote this" } } });
  const { answers } = await must(lead, items.get, { params: { project, item } });
  const place = { part: "answer" as const, answer: answers[0]!.id, question: "response" };
  const anchor = { place, span: spanFromUtf16("Otto wrote this", 0, 4) };
  const body = { text: "Better than yours?", mentions: [tara.id], anchor };
  await must(lead, discussions.start, { params: { project, item }, body });
  const refused = await call(tara, discussions.startHere, { params: mine, body: { text: "Ha", anchor } });
  expect(refused).toMatchObject({ status: 422 });
  const reviewers = { params: { project, item }, body: { text: "Ha", anchor } };
  expect(await call(rita, discussions.start, reviewers)).toMatchObject({ status: 422 });
  const reading = await claim(rita); // handed to her, it is hers to quote
  expect(
    await call(rita, discussions.startHere, { params: reading, body: { text: "Ha", anchor } }),
  ).toMatchObject({
    data: { anchor },
  });
  const heard = await here(tara, mine);
  expect(heard).toMatchObject([{ anchor: null, comments: [{ text: "Better than yours?" }] }]);
  expect(JSON.stringify(heard)).not.toContain("Otto wrote");
});

test("people talk about a guide as about an item, and who is mentioned is led to it", async () => {
  await newProject();
  const { guides } = contract;
  const { id } = await must(lead, guides.publish, { params: { project }, body: { body: "Be brief." } });
  const about = { subject: "guide" as const, id };
  const body = { ...about, text: "Too short?", mentions: [rita.id] };
  const thread = await must(lead, discussions.startOn, { params: { project }, body });
  const params = { project, thread: thread.id };
  await must(rita, discussions.reply, { params, body: { text: "Fine" } });
  const { rows } = await must(rita, discussions.listOn, { params: { project }, query: about });
  expect(rows).toMatchObject([{ anchor: null, comments: [{ text: "Too short?" }, { text: "Fine" }] }]);
  expect(await noticesOf(rita)).toMatchObject([
    { kind: "mentioned", by: { name: lead.name }, subject: "guide", subjectId: id, threadId: thread.id },
  ]);
  expect(await noticesOf(lead)).toMatchObject([{ kind: "replied", subject: "guide", by: { name: "Rita" } }]);
  const elsewhere = { params: { project: await buildProject(lead) }, body };
  expect(await call(lead, discussions.startOn, elsewhere)).toMatchObject({ status: 404 });
  expect(await call(tara, discussions.listOn, { params: { project }, query: about })).toMatchObject({
    status: 403,
  });
});

test("a thread is reached through its own project alone", async () => {
  await newProject();
  const thread = await must(rita, discussions.start, { params: { project, item }, body: { text: "Hm" } });
  const elsewhere = { project: await buildProject(lead), thread: thread.id };
  expect(await call(lead, discussions.reply, { params: elsewhere, body: { text: "Hi" } })).toMatchObject({
    status: 404,
  });
  const start = { params: { project: elsewhere.project, item }, body: { text: "Hi" } };
  expect(await call(lead, discussions.start, start)).toMatchObject({ status: 404 });
});

test("the same reply sent twice is one comment and one notice", async () => {
  await newProject();
  const params = await claim(tara);
  const start = { params, body: { text: "Help", mentions: [rita.id] }, key: "start-once" };
  const threads = await Promise.all([1, 2, 3].map(() => must(tara, discussions.startHere, start)));
  expect(new Set(threads.map((thread) => thread.id)).size).toBe(1);
  expect(await noticesOf(rita)).toHaveLength(1);
});

test("what came back, what was flagged and what was said is told to whom it concerns, and read one by one", async () => {
  await newProject();
  const params = await claim(tara);
  await must(tara, work.flag, { params, body: { reason: "broken", note: "The table is missing" } });
  expect(await noticesOf(lead)).toMatchObject([
    { kind: "flagged", text: "The table is missing", subjectId: item, by: { name: "Tara" } },
  ]);
  await must(tara, work.submit, { params, body: { body: { response: "Done" } } });
  const reading = await claim(rita);
  await must(rita, work.review, { params: reading, body: { decision: "return", reason: "Say why" } });
  const [notice] = await noticesOf(tara);
  expect(notice).toMatchObject({
    kind: "returned",
    text: "Say why",
    assignmentId: params.assignment,
    by: null,
  });
  await must(otto, notices.read, { body: { notices: [notice!.id] } });
  expect((await noticesOf(tara))[0]!.read).toBe(false); // nobody reads for another
  await must(tara, notices.read, { body: { notices: [notice!.id] } });
  expect((await noticesOf(tara))[0]!.read).toBe(true);
});

test("what came back waits until it is submitted again, and the first time is dealt with when it comes back twice", async () => {
  await newProject();
  await claim(otto);
  for (const [n, reason] of ["Say why", "Say more"].entries()) {
    const params = await claim(tara);
    await must(tara, work.submit, { params, body: { body: { response: `Try ${n}` } } });
    const reading = await claim(rita);
    await must(rita, work.review, { params: reading, body: { decision: "return", reason } });
  }
  const both = [
    { text: "Say more", waits: true, read: false },
    { text: "Say why", waits: false, read: true },
  ];
  expect(await noticesOf(tara)).toMatchObject(both);
  const params = await claim(tara);
  expect(await noticesOf(tara)).toMatchObject(both); // in hand, it still waits
  await must(tara, work.submit, { params, body: { body: { response: "Last try" } } });
  expect((await noticesOf(tara))[0]).toMatchObject({ text: "Say more", waits: false, read: true });
  await must(tara, work.takeBack, { params });
  expect(await noticesOf(tara)).toMatchObject(both);
});

test("a person who is erased leaves blank comments under a number", async () => {
  await newProject();
  const gone = await buildPerson(app, lead.org, { name: "Gone Girl" });
  await join(lead, project, gone, "reviewer");
  await must(gone, discussions.start, {
    params: { project, item },
    body: { text: "Secret of mine", mentions: [rita.id] },
  });
  await must(lead, people.erase, { params: { person: gone.id } });
  const threads = await must(lead, discussions.list, { params: { project, item } });
  expect(threads.rows[0]!.comments).toMatchObject([
    { text: "", by: { name: `Person ${gone.id.slice(-4)}` } },
  ]);
  expect(await noticesOf(rita)).toMatchObject([{ text: "" }]);
});

test("an author is asked about their answer after they left the project's queue, and no byte says who asked or who answered", async () => {
  project = await buildProject(lead, { settings: { review: true } });
  for (const [person, role] of [
    [tara, "trainer"],
    [otto, "trainer"],
    [rita, "reviewer"],
  ] as const)
    await join(lead, project, person, role);
  [item] = (await addItems(app, lead, project, 1)) as [string];
  const mine = await claim(tara);
  await must(tara, work.submit, { params: mine, body: { body: { response: "Because." } } });
  const reading = await claim(rita);
  const asked = await must(rita, discussions.askAuthor, { params: reading, body: { text: "Where from?" } });
  const params = { project, thread: asked.id };
  expect(await noticesOf(tara)).toMatchObject([
    {
      kind: "author-asked",
      by: null,
      text: "Where from?",
      assignmentId: mine.assignment,
      threadId: asked.id,
    },
  ]);
  await must(tara, discussions.reply, { params, body: { text: "From the context" } });
  expect(await noticesOf(rita)).toMatchObject([{ kind: "replied", by: null, text: "From the context" }]);
  await must(rita, work.review, { params: reading, body: { decision: "accept" } });

  const seen = [
    ...[await here(tara, mine), await noticesOf(tara)],
    ...[await here(rita, reading), await noticesOf(rita)],
    (await must(rita, discussions.list, { params: { project, item } })).rows,
  ];
  const [fromTara, , fromRita] = seen.map((one) => JSON.stringify(one));
  for (const hidden of [rita.id, "Rita"]) expect(fromTara).not.toContain(hidden);
  for (const hidden of [tara.id, "Tara"]) expect(JSON.stringify(seen.slice(2))).not.toContain(hidden);
  expect(fromRita).toContain("From the context");
  const body = { text: "Me too" };
  expect(await call(otto, discussions.reply, { params, body })).toMatchObject({ status: 404 });

  const { answers } = await must(lead, items.get, { params: { project, item } });
  const of = { project, item, answer: answers[0]!.id };
  await must(lead, discussions.askAuthorOf, { params: of, body: { text: "And when?" } });
  expect((await noticesOf(tara))[0]).toMatchObject({ kind: "author-asked", by: null });
  expect(JSON.stringify([await here(tara, mine), await noticesOf(tara)])).not.toContain(lead.id);
});
