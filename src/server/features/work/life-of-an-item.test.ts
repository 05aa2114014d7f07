import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import type { Assignment } from "#contract/work.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { expireLeases } from "./leases.ts";

const { work } = contract;
let site: TestApp;
let lead: TestPerson;
let trainer: TestPerson;
let other: TestPerson;
let reviewer: TestPerson;

beforeAll(async () => {
  site = await testApp();
  const built = await buildOrganization(site);
  lead = built.owner;
  trainer = await buildPerson(site, built.org, { name: "Tara" });
  other = await buildPerson(site, built.org, { name: "Otto" });
  reviewer = await buildPerson(site, built.org, { name: "Rita" });
});
afterAll(() => site.stop());

async function buildCase(items: number, settings = {}) {
  const project = await buildProject(lead, { settings });
  await join(lead, project, trainer, "trainer");
  await join(lead, project, other, "trainer");
  await join(lead, project, reviewer, "reviewer");
  const ids = await addItems(site, lead, project, items);
  return { project, ids };
}

const claim = async (who: TestPerson, project: string, holding: string[] = []): Promise<Assignment | null> =>
  (await must(who, work.claim, { params: { project }, body: { holding } })).assignment;
const submit = (who: TestPerson, assignment: Assignment, text: string, key?: string) =>
  call(who, work.submit, {
    params: { project: assignment.projectId, assignment: assignment.id },
    body: { body: { response: text } },
    ...(key && { key }),
  });
const review = (who: TestPerson, assignment: Assignment, body: object) =>
  call(who, work.review, {
    params: { project: assignment.projectId, assignment: assignment.id },
    body: { decision: "accept", ...body },
  });

test("an answer is returned with a reason, reworked by its author, and accepted", async () => {
  const { project } = await buildCase(1);
  const first = (await claim(trainer, project))!;
  expect((await submit(trainer, first, "First try")).ok).toBe(true);
  const reading = (await claim(reviewer, project))!;
  expect(reading).toMatchObject({ work: "review", subject: { body: { response: "First try" }, n: 1 } });
  expect(await review(reviewer, reading, { decision: "return" })).toMatchObject({
    status: 422,
    problem: { code: "reason_needed" },
  });
  expect((await review(reviewer, reading, { decision: "return", reason: "Too short" })).ok).toBe(true);

  expect(await claim(other, project)).toBeNull(); // what came back waits for its author
  let again = (await claim(trainer, project))!;
  await must(trainer, work.release, { params: { project, assignment: again.id } }); // put back, it still waits for its author
  expect(await claim(other, project)).toBeNull();
  again = (await claim(trainer, project))!;
  expect(again.returned).toMatchObject({ reason: "Too short", previous: { response: "First try" } });
  expect((await submit(trainer, again, "Second, longer try")).ok).toBe(true);
  const reread = (await claim(reviewer, project))!;
  expect(reread.subject).toMatchObject({
    n: 2,
    earlier: [{ body: { response: "First try" }, reason: "Too short" }],
  });
  expect(await review(reviewer, reread, { score: 4 })).toMatchObject({ data: { outcome: "accepted" } });
  const { rows } = await site.services.database.pool.query(
    "select state, accepted from item_state where project_id = $1",
    [project],
  );
  expect(rows).toEqual([{ state: "done", accepted: 1 }]);
});

test("a claim repeated after a lost reply gives the same work, not more", async () => {
  const { project } = await buildCase(3);
  const one = (await claim(trainer, project))!;
  expect((await claim(trainer, project))!.id).toBe(one.id);
  expect((await claim(trainer, project, [one.id]))!.id).not.toBe(one.id);
});

test("the same submit, fifty times at once, makes one answer and one reply", async () => {
  const { project, ids } = await buildCase(1);
  const mine = (await claim(trainer, project))!;
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => submit(trainer, mine, "Once", "same-key-for-all")),
  );
  expect(
    new Set(outcomes.map((outcome) => JSON.stringify([outcome.status, outcome.ok && outcome.data]))),
  ).toHaveProperty("size", 1);
  const { rows } = await site.services.database.pool.query("select from answer where item_id = $1", [ids[0]]);
  expect(rows).toHaveLength(1);
});

test("a late submit takes an open place, or is handed back with its text kept; the holder is never evicted", async () => {
  const { project } = await buildCase(1, { review: false });
  const mine = (await claim(trainer, project))!;
  await expireNow(mine);
  const theirs = (await claim(other, project))!;
  expect(await submit(trainer, mine, "Late words")).toMatchObject({
    data: { outcome: "handed-back", late: true },
  });
  const kept = await must(trainer, work.get, { params: { project, assignment: mine.id } });
  expect(kept).toMatchObject({ held: false, draft: { body: { response: "Late words" } } });
  await expireNow(theirs);
  expect(await submit(trainer, mine, "Late words")).toMatchObject({
    data: { outcome: "accepted", late: true },
  });
  expect(await submit(other, theirs, "Too late")).toMatchObject({ data: { outcome: "handed-back" } });
});

test("two tabs on one answer: the older tab is told, and nothing is overwritten", async () => {
  const { project } = await buildCase(1);
  const mine = (await claim(trainer, project))!;
  const params = { project, assignment: mine.id };
  const save = (text: string, rev: number) =>
    call(trainer, work.saveDraft, { params, body: { body: { response: text }, rev } });
  expect(await save("tab one", 0)).toMatchObject({ data: { rev: 1 } });
  expect(await save("tab two", 0)).toMatchObject({
    status: 409,
    problem: { code: "draft_conflict", detail: { stored: { rev: 1, body: { response: "tab one" } } } },
  });
  expect((await submit(trainer, mine, "tab one, sent")).ok).toBe(true);
  expect(await submit(trainer, mine, "tab two, sent")).toMatchObject({
    status: 409,
    problem: { code: "already_decided" },
  });
});

test("a submit can be taken back until the reviewer has it", async () => {
  const { project } = await buildCase(1);
  const mine = (await claim(trainer, project))!;
  await submit(trainer, mine, "Oops");
  const params = { project, assignment: mine.id };
  const back = await must(trainer, work.takeBack, { params });
  expect(back.draft?.body).toEqual({ response: "Oops" });
  expect(await claim(reviewer, project)).toBeNull();
  await submit(trainer, mine, "Better");
  expect((await claim(reviewer, project))!.subject).toMatchObject({ body: { response: "Better" }, n: 2 });
  expect(await call(trainer, work.takeBack, { params })).toMatchObject({
    status: 409,
    problem: { code: "too_late" },
  });
});

test("a rework that is taken back still says why the answer came back, to both sides", async () => {
  const { project } = await buildCase(1);
  await submit(trainer, (await claim(trainer, project))!, "First try");
  await review(reviewer, (await claim(reviewer, project))!, { decision: "return", reason: "Too short" });
  const rework = (await claim(trainer, project))!;
  await submit(trainer, rework, "Oops");
  const back = await must(trainer, work.takeBack, { params: { project, assignment: rework.id } });
  expect(back.returned).toMatchObject({ reason: "Too short", previous: { response: "First try" } });
  await submit(trainer, rework, "Second, longer try");
  expect((await claim(reviewer, project))!.subject).toMatchObject({
    body: { response: "Second, longer try" },
    earlier: [{ body: { response: "First try" }, reason: "Too short" }],
  });
});

test("nobody reviews their own work, and a skipped item is not offered again", async () => {
  const { project } = await buildCase(2);
  const leads = (await claim(trainer, project))!;
  await must(trainer, work.skip, {
    params: { project, assignment: leads.id },
    body: { reason: "outside-expertise" },
  });
  const next = (await claim(trainer, project))!;
  expect(next.material).not.toEqual(leads.material);
  await submit(trainer, next, "Mine");
  await join(lead, project, trainer, "manager");
  const offered = await must(trainer, work.claim, { params: { project }, body: { stage: "review" } });
  expect(offered).toMatchObject({ assignment: null, reason: "none-left" });
});

test("a rejected answer leaves, and somebody else fills its place", async () => {
  const { project } = await buildCase(1);
  await submit(trainer, (await claim(trainer, project))!, "Nonsense");
  await review(reviewer, (await claim(reviewer, project))!, { decision: "reject", reason: "Off topic" });
  expect(await claim(trainer, project)).toBeNull();
  await submit(other, (await claim(other, project))!, "Sense");
  expect(await review(reviewer, (await claim(reviewer, project))!, {})).toMatchObject({
    data: { outcome: "accepted" },
  });
});

/** Lets a lease run out, by the database's clock, and the worker notice. */
async function expireNow(assignment: Assignment): Promise<void> {
  await site.services.database.pool.query(
    "update slot set lease_until = clock() - interval '1 s' where assignment_id = $1",
    [assignment.id],
  );
  await must(trainer, work.saveDraft, {
    params: { project: assignment.projectId, assignment: assignment.id },
    body: { body: {}, rev: 0 },
  }).catch(() => {});
  await site.services.database.pool.query(
    "update slot set lease_until = clock() - interval '1 s' where assignment_id = $1",
    [assignment.id],
  );
  await expireLeases.run(site.services);
}

test("what waits is counted in items for who answers, and in answers for who reviews", async () => {
  const { project } = await buildCase(2, { answersPerItem: 3 });
  const waits = async (who: TestPerson) =>
    (await must(who, work.waiting, {})).rows.filter((row) => row.projectId === project);
  expect(await waits(trainer)).toMatchObject([{ work: "answer", open: 2, openIsExact: true }]);
  for (const who of [trainer, other]) await submit(who, (await claim(who, project))!, "Text");
  expect(await waits(trainer)).toMatchObject([{ work: "answer", open: 1 }]);
  expect(await waits(reviewer)).toMatchObject([{ work: "review", open: 2 }]);
});
