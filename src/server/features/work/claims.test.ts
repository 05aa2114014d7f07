import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import type { Assignment } from "#contract/work.ts";
import { addItems } from "../../testing/add-items.ts";
import { must } from "../../testing/call.ts";
import { claim, paramsOf, review, submit } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { expireLeases } from "./leases.ts";

const { items, projects, work } = contract;
let site: TestApp;
let lead: TestPerson;
let trainer: TestPerson;
let other: TestPerson;
let reviewer: TestPerson;

beforeAll(async () => {
  site = await testApp();
  ({ owner: lead } = await buildOrganization(site));
  [trainer, other, reviewer] = await Promise.all([
    buildPerson(site, lead.org),
    buildPerson(site, lead.org),
    buildPerson(site, lead.org),
  ]);
});
afterAll(() => site.stop());

async function buildCase(count: number, settings = {}) {
  const project = await buildProject(lead, { settings });
  await join(lead, project, trainer, "trainer");
  await join(lead, project, other, "trainer");
  await join(lead, project, reviewer, "reviewer");
  return { project, ids: await addItems(site, lead, project, count) };
}

/** A project where an answer was returned to the trainer. */
async function buildReturned() {
  const { project } = await buildCase(1);
  await submit(trainer, (await claim(trainer, project))!, "First try");
  await review(reviewer, (await claim(reviewer, project))!, { decision: "return", reason: "Too short" });
  return project;
}

/** Ends a lease as the worker does once its time is over. */
async function expire({ id }: Assignment): Promise<void> {
  const past = "update slot set lease_until = clock() - interval '1 s' where assignment_id = $1";
  await site.services.database.pool.query(past, [id]);
  await expireLeases.run(site.services);
}

test("each response appears in each place once across the readers of an item", async () => {
  const project = await buildProject(lead, {
    template: "ranking",
    settings: { answersPerItem: 3, review: false },
  });
  const responses = ["one", "two", "three"];
  await addItems(site, lead, project, 1, () => ({
    prompt: [{ role: "user", content: "Which?" }],
    candidates: responses.map((content) => ({ messages: [{ role: "assistant", content }] })),
  }));
  const shown: string[][] = [];
  for (const reader of [trainer, other, reviewer]) {
    await join(lead, project, reader, "trainer");
    const { material } = (await claim(reader, project))!;
    shown.push(material.candidates!.map(({ messages }) => messages[0]!.content as string));
  }
  for (const place of [0, 1, 2])
    expect(new Set(shown.map((order) => order[place]))).toEqual(new Set(responses));
});

test("rework whose lease expired goes back to its author", async () => {
  const project = await buildReturned();
  const rework = (await claim(trainer, project))!;
  await must(trainer, work.saveDraft, {
    params: paramsOf(rework),
    body: { body: { response: "Second" }, rev: 0 },
  });
  await expire(rework);
  expect(await claim(other, project)).toBeNull();
  const again = await claim(trainer, project);
  expect(again).toMatchObject({ returned: { reason: "Too short", previous: { response: "First try" } } });
});

test("a paused project hands out no returned work", async () => {
  const project = await buildReturned();
  const params = { project };
  await must(lead, projects.setState, { params, body: { state: "paused" } });
  expect(await must(trainer, work.claim, { params, body: {} })).toMatchObject({
    assignment: null,
    reason: "paused",
  });
  await must(lead, projects.setState, { params, body: { state: "open" } });
  expect(await claim(trainer, project)).toMatchObject({ returned: { reason: "Too short" } });
});

test("cancelling an item ends its leases; a late answer is handed back", async () => {
  const { project, ids } = await buildCase(1);
  const mine = (await claim(trainer, project))!;
  await must(lead, items.cancel, { params: { project }, body: { items: ids } });
  expect((await must(lead, work.held, { params: { project } })).rows).toEqual([]);
  expect(await must(trainer, work.get, { params: paramsOf(mine) })).toMatchObject({ held: false });
  expect(await submit(trainer, mine, "Too late")).toMatchObject({ outcome: "handed-back" });
  await must(lead, items.cancel, { params: { project }, body: { items: ids, restore: true } });
  expect(await submit(trainer, mine, "Wanted again")).toMatchObject({ outcome: "submitted", late: true });
});

test("restoring an item opens no review of an answer that was taken back, revised or decided", async () => {
  const { project, ids } = await buildCase(1, { answersPerItem: 2 });
  const restored = async () => {
    for (const restore of [false, true])
      await must(lead, items.cancel, { params: { project }, body: { items: ids, restore } });
  };
  const mine = (await claim(trainer, project))!;
  await submit(trainer, mine, "Too early");
  await must(trainer, work.takeBack, { params: paramsOf(mine) });
  await restored();
  expect(await claim(reviewer, project)).toBeNull();
  await submit(trainer, mine, "Better");
  await restored();
  const reading = (await claim(reviewer, project))!;
  expect(reading.subject).toMatchObject({ body: { response: "Better" } });
  expect(await claim(reviewer, project, { holding: [reading.id] })).toBeNull();
  await review(reviewer, reading, { decision: "accept" });
  await restored();
  expect(await claim(reviewer, project)).toBeNull();
  expect(await claim(other, project)).not.toBeNull();
});

test("a person who skipped an item can submit a late answer while one is needed", async () => {
  const { project } = await buildCase(1, { review: false });
  const mine = (await claim(trainer, project))!;
  await must(trainer, work.skip, { params: paramsOf(mine), body: { reason: "unclear" } });
  expect(await claim(trainer, project)).toBeNull();
  expect(await submit(trainer, mine, "Written all the same")).toMatchObject({
    outcome: "accepted",
    late: true,
  });
});

test("preloading is refused while fewer than two pieces are open per person", async () => {
  const { project } = await buildCase(7, { review: false }); // for two trainers and the lead
  const first = (await claim(trainer, project))!;
  const ahead = { holding: [first.id], ahead: true };
  const second = await claim(trainer, project, ahead);
  expect(second).not.toBeNull();
  await submit(trainer, first, "One");
  const refused = await must(trainer, work.claim, {
    params: { project },
    body: { ...ahead, holding: [second!.id] },
  });
  expect(refused).toMatchObject({ assignment: null, reason: "scarce" });
});

test("a preloaded piece has a lease of two minutes, which saving a draft extends to the full time", async () => {
  const { project } = await buildCase(20, { leaseMinutes: 10 });
  const before = Date.now();
  const minutesLeft = (until: string) => Math.round((Date.parse(until) - Date.now()) / 60_000);
  const ahead = (await claim(trainer, project, { ahead: true }))!;
  const leasedAt = Date.parse(ahead.leaseUntil!) - 120_000;
  expect(leasedAt).toBeGreaterThanOrEqual(before);
  expect(leasedAt).toBeLessThanOrEqual(Date.now());
  const draft = { body: { response: "Begun" }, rev: 0 };
  const saved = await must(trainer, work.saveDraft, { params: paramsOf(ahead), body: draft });
  expect(minutesLeft(saved.leaseUntil!)).toBe(10);
});

test("open work behind a person's cursor is handed out before the queue counts as empty", async () => {
  const { project } = await buildCase(1, { answersPerItem: 2, review: false });
  const mine = (await claim(trainer, project))!;
  await must(trainer, work.release, { params: paramsOf(mine) });
  expect(await claim(other, project)).not.toBeNull();
  expect(await claim(trainer, project)).not.toBeNull();
});

test("an item that needs two answers is done with the second", async () => {
  const { project } = await buildCase(1, { answersPerItem: 2, review: false });
  const done = async () => (await must(lead, projects.get, { params: { project } })).progress.done;
  await submit(trainer, (await claim(trainer, project))!, "One");
  expect(await done()).toBe(0);
  await submit(other, (await claim(other, project))!, "Two");
  expect(await done()).toBe(1);
});

test("a review that opens behind a reviewer's cursor comes before later ones", async () => {
  const { project } = await buildCase(3);
  const mine = (await claim(trainer, project))!;
  for (const text of ["Second", "Third"]) {
    const theirs = (await claim(other, project))!;
    await submit(other, theirs, text);
    if (text === "Second") await review(reviewer, (await claim(reviewer, project))!, { decision: "accept" });
  }
  await submit(trainer, mine, "First");
  expect((await claim(reviewer, project))!.subject!.body).toEqual({ response: "First" });
});

test("a person who reviewed an item meanwhile cannot send a late answer to it", async () => {
  const { project } = await buildCase(1, { answersPerItem: 2 });
  const mine = (await claim(trainer, project))!;
  await expire(mine);
  await submit(other, (await claim(other, project))!, "Theirs");
  await join(lead, project, trainer, "reviewer");
  expect(await claim(trainer, project)).toMatchObject({ work: "review" });
  expect(await submit(trainer, mine, "Mine, late")).toMatchObject({ outcome: "handed-back" });
});

test("putting work back is in the item's timeline, with skips, flags and late answers", async () => {
  const { project, ids } = await buildCase(1, { answersPerItem: 2, review: false });
  const first = (await claim(trainer, project))!;
  await must(trainer, work.flag, { params: paramsOf(first), body: { reason: "unclear" } });
  await must(trainer, work.release, { params: paramsOf(first) });
  const again = (await claim(trainer, project))!;
  await must(trainer, work.skip, { params: paramsOf(again), body: { reason: "broken" } });
  await submit(trainer, again, "All the same");
  const { timeline } = await must(lead, items.get, { params: { project, item: ids[0]! } });
  expect(timeline.map(({ kind }) => kind)).toEqual([
    "item.imported",
    "slot.claimed",
    "item.flagged",
    "slot.released",
    "slot.claimed",
    "slot.skipped",
    "answer.submitted",
  ]);
});
