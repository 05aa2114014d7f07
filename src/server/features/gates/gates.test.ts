import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NewGate } from "#contract/gates.ts";
import { contract } from "#contract/index.ts";
import { RuleContent, type Verdict } from "#guide/index.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must, type Visitor } from "../../testing/call.ts";
import { claim, submit } from "../../testing/do-work.ts";
import {
  buildCrowd,
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join,
  type TestPerson,
} from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { gates, guideDrafts, guides, judgings, notices, work } = contract;

let site: TestApp;
let lead: TestPerson;
let trainer: TestPerson;
let reviewer: TestPerson;
beforeAll(async () => {
  site = await testApp({ poolSize: 12 });
  ({ owner: lead } = await buildOrganization(site));
  trainer = await buildPerson(site, lead.org, { name: "Tara" });
  reviewer = await buildPerson(site, lead.org, { name: "Rosa" });
});
afterAll(() => site.stop());

/** A rule about one skill, with examples of these verdicts. */
function rule(title: string, skill: string | null, verdicts: Verdict[] = []) {
  const examples = verdicts.map((verdict) => ({ id: randomUUID(), verdict, response: verdict, why: "So." }));
  const scope = { where: skill && ({ of: "attribute", name: "skill", equals: skill } as const), stages: [] };
  const statement = `${title}, always.`;
  return RuleContent.parse({ kind: "rule", title, statement, scope, owner: lead.id, examples });
}

/** A project divided by skill under a guide of two rules, one of them about summaries, with items of all skills. */
async function buildCase(count = 14, verdicts: Verdict[] = [], review = false) {
  const project = await buildProject(lead, { settings: { queueBy: ["skill"], review } });
  const params = { project };
  await join(lead, project, trainer, "trainer");
  const guide = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const at = { params: { guide: guide.id } };
  const entries: Record<string, string> = {};
  for (const content of [rule("Short", "summarization"), rule("Kind", null)]) {
    const added = await must(lead, guideDrafts.addEntry, { ...at, body: { content } });
    entries[content.title] = added.entries.at(-1)!.id;
  }
  const publish = async (gate: NewGate | null) => {
    const { rev } = await must(lead, guideDrafts.get, at);
    return call(lead, guideDrafts.publish, { ...at, body: { rev, note: "", gate } });
  };
  /** Publishes another wording of a rule. */
  const reword = async (title: string, gate: NewGate | null = { from: null }, skill = "summarization") => {
    const { entries: now } = await must(lead, guideDrafts.get, at);
    const entry = now.find(({ id }) => id === entries[title])!;
    const content = rule(`${title} ${randomUUID()}`, title === "Short" ? skill : null, verdicts);
    const body = { base: entry.revision, content };
    await must(lead, guideDrafts.saveEntry, { params: { guide: guide.id, entry: entry.id }, body });
    const published = await publish(gate);
    if (!published.ok) throw new Error(published.problem.message);
    return published.data;
  };
  await publish(null);
  await must(lead, guides.adopt, { params, body: { guide: guide.id } });
  const items = await addItems(site, lead, project, count);
  const next = (who: Visitor = trainer) => must(who, work.claim, { params, body: {} });
  const reading = async (who: Visitor = trainer) => (await must(who, gates.reading, { params })).reading!;
  /** Reads, and answers every question with one verdict, or all right. */
  const acknowledge = async (who: Visitor = trainer, verdict: Verdict | null = null) => {
    const { gate, to, questions } = await reading(who);
    const replies = questions.map(({ example, response }) => ({
      example,
      verdict: verdict ?? (response as Verdict),
    }));
    return must(who, gates.acknowledge, { params, body: { gate, version: to.id, seconds: 30, replies } });
  };
  return { project, params, items, reword, next, reading, acknowledge, at };
}

/** Works until nothing is handed out; the skills of what was, and why no more. */
async function workAll(project: string, who: TestPerson = trainer) {
  const skills: unknown[] = [];
  for (;;) {
    const { assignment, reason } = await must(who, work.claim, { params: { project }, body: {} });
    if (!assignment) return { skills, reason };
    skills.push(assignment.attributes.skill);
    await submit(who, assignment, "An answer");
  }
}

test("work that a change touches waits until it is read; other work goes on, and what was in hand is not interrupted", async () => {
  const { project, next, reword, reading, acknowledge } = await buildCase();
  const { assignment: inHand } = await next();
  const version = await reword("Short");
  const held = { params: { project, assignment: inHand!.id } };
  const again = await must(trainer, work.get, held);
  const { rows: changed } = await must(trainer, work.changedRules, held);
  expect(changed.map(({ number }) => number)).toEqual(["2"]);
  expect(again.guideVersionId).toBe(inHand!.guideVersionId);
  expect(await submit(trainer, inHand!, "Written under the old version")).toMatchObject({
    outcome: "accepted",
  });
  const { skills, reason } = await workAll(project);
  expect(new Set(skills)).not.toContain("summarization");
  expect(skills.length).toBeGreaterThanOrEqual(11);
  expect(reason).toBe("gate");

  const { from, to, changes } = await reading();
  expect(JSON.stringify(changes)).not.toContain(lead.id);
  expect([from!.n, to.n, to.id]).toEqual([1, 2, version.id]);
  expect(changes.map(({ kinds }) => kinds)).toEqual([["reworded"]]);
  expect(await acknowledge()).toEqual({ passed: true, wrong: [] });
  expect(await must(trainer, gates.reading, { params: { project } })).toEqual({ reading: null });
  const rest = await workAll(project);
  expect(new Set(rest.skills)).toEqual(new Set(["summarization"]));
  expect(rest.reason).toBe("none-left");
});

test("a change of a rule about everything, or about what does not divide the work, touches every queue", async () => {
  const { project, reword, acknowledge } = await buildCase(7);
  await reword("Kind");
  expect(await workAll(project)).toEqual({ skills: [], reason: "gate" });
  await acknowledge();
  expect((await workAll(project)).skills).toHaveLength(7);
});

test("a gate that takes effect later lets work go on until then, also one after another", async () => {
  const { project, reword, next, acknowledge } = await buildCase(7);
  const hour = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
  await reword("Kind", { from: hour(1) });
  expect((await next()).assignment).not.toBeNull();
  await acknowledge(); // nobody has to wait for the time
  await reword("Kind", { from: null });
  await reword("Kind", { from: hour(2) });
  expect(await claim(trainer, project)).not.toBeNull(); // handed over again, what was in hand
  const other = await buildPerson(site, lead.org);
  await join(lead, project, other, "trainer");
  expect(await next(other)).toMatchObject({ assignment: null, reason: "gate", gate: 3 });
  await acknowledge(other);
  expect((await next(other)).assignment).not.toBeNull();
});

test("a version that is published while one reads leaves the later difference to be read", async () => {
  const { params, reword, reading, acknowledge, next } = await buildCase();
  await reword("Kind");
  await acknowledge();
  await reword("Kind");
  const seen = await reading();
  await reword("Short");
  const body = { gate: seen.gate, version: seen.to.id };
  const outcome = await call(trainer, gates.acknowledge, { params, body });
  expect(outcome).toMatchObject({ ok: false, status: 409 });
  const later = await reading();
  expect([later.from!.n, later.to.n, later.changes.length]).toEqual([2, 4, 2]);
  await acknowledge();
  expect((await next()).assignment).not.toBeNull();
});

test("a new member, and a queue that comes later, get the gate that stands", async () => {
  const { project, reword, next, acknowledge } = await buildCase(0);
  await reword("Short");
  await addItems(site, lead, project, 8); // two of them ask for a summary
  await workAll(project);
  const other = await buildPerson(site, lead.org);
  await join(lead, project, other, "trainer");
  expect(await next(other)).toMatchObject({ assignment: null, reason: "gate" });
  await acknowledge(other);
  // Whoever leaves and comes back has read it.
  await must(lead, contract.projects.removeMember, { params: { project, person: other.id } });
  await join(lead, project, other, "trainer");
  expect((await next(other)).assignment).not.toBeNull();
  expect(await next()).toMatchObject({ assignment: null, reason: "gate" });
});

test("keys and batches wait as browsers do, and acknowledge by the same endpoint", async () => {
  const { params, reword, acknowledge } = await buildCase();
  await reword("Kind");
  const key = await buildKey(site, trainer, ["work"]);
  const take = () => must(key, work.batch, { params, body: { take: 3 } });
  expect(await take()).toMatchObject({ assignments: [], gate: 1 });
  await acknowledge(key);
  expect((await take()).assignments).toHaveLength(3);
});

test("returned work is never gated", async () => {
  const { project, reword, next } = await buildCase(2, [], true);
  await join(lead, project, reviewer, "reviewer");
  await submit(trainer, (await next()).assignment!, "One");
  const { assignment } = await must(reviewer, work.claim, { params: { project }, body: { stage: "review" } });
  if (assignment === null) throw new Error("no review");
  await must(reviewer, work.review, {
    params: { project, assignment: assignment.id },
    body: { decision: "return", reason: "Again" },
  });
  await reword("Kind");
  const again = await next();
  expect(again.assignment!.returned).toMatchObject({ reason: "Again" });
});

test("what a calibration keeps for a person waits until they have read the change, as any new work", async () => {
  const { project, params, items, next, reword, acknowledge } = await buildCase();
  const other = await buildPerson(site, lead.org);
  await join(lead, project, other, "trainer");
  const { entries } = (await must(lead, guides.get, { params })).guide!;
  await reword("Kind");
  await must(lead, judgings.start, {
    params,
    body: {
      ...{ name: "Kind", rules: [entries.at(-1)!.id], people: [trainer.id, other.id] },
      items: items.slice(0, 5),
    },
  });
  expect(await next()).toMatchObject({ assignment: null, reason: "gate" });
  await acknowledge();
  expect((await next()).assignment!.rules).toHaveLength(1);
  const client = new pg.Client(site.connection);
  await client.connect();
  const ofGates = CHECKS.filter(({ invariant }) => invariant === "I15");
  expect(await verify(client, ofGates, []).finally(() => client.end())).toEqual([]);
});

test("a wrong answer is explained and asked again; after three rounds work goes on and the lead hears of it", async () => {
  const { params, reword, reading, acknowledge, next } = await buildCase(14, ["good", "bad", "borderline"]);
  await reword("Kind");
  const { questions, changes } = await reading();
  expect(questions).toHaveLength(2);
  const asked = new Set(questions.map(({ example }) => example));
  const shown = changes.flatMap(({ after }) =>
    after!.content.kind === "rule" ? after!.content.examples.map(({ id }) => id) : [],
  );
  expect(shown.filter((id) => asked.has(id))).toEqual([]);
  expect(questions.every((question) => !("verdict" in question))).toBe(true);

  const wrong = (["good", "bad", "borderline"] as const).find((verdict) =>
    questions.every(({ response }) => response !== verdict),
  )!;
  const first = await acknowledge(trainer, wrong);
  expect(first.passed).toBe(false);
  expect(first.wrong.map(({ why, given, verdict }) => [why, given, verdict])).toEqual([
    ["So.", wrong, null],
    ["So.", wrong, null],
  ]);
  expect((await next()).reason).toBe("gate");
  expect((await acknowledge(trainer, wrong)).passed).toBe(false);
  const last = await acknowledge(trainer, wrong);
  expect(last.passed).toBe(true);
  expect(last.wrong.map(({ verdict }) => verdict)).not.toContain(null);
  expect((await next()).assignment).not.toBeNull();
  const heard = await must(lead, notices.list, {});
  expect(heard.rows.map(({ kind, by, subject }) => [kind, by?.name, subject])).toEqual([
    ["guide-missed", "Tara", "guide"],
  ]);
  expect(heard.rows[0]!.projectId).toBe(params.project);
});

test("a question that 40 % of ten people miss suspends itself", async () => {
  const { project, params, reword, reading, acknowledge } = await buildCase(14, ["good"]);
  const version = await reword("Kind");
  const crowd = await buildCrowd(site, lead, project, 11);
  for (const [n, person] of crowd.entries()) {
    if (n === 10) break;
    await acknowledge(person, n < 4 ? "bad" : "good");
  }
  expect((await reading(crowd[10]!)).questions).toEqual([]);
  const seen = await must(lead, gates.readers, { params: { ...params, version: version.id } });
  expect(seen.questions).toMatchObject([{ asked: 10, missed: 4, suspended: true }]);
});

test("the lead sees who has read, who has not, and how long it took", async () => {
  const { params, project, reword, acknowledge } = await buildCase();
  const other = await buildPerson(site, lead.org, { name: "Amara" });
  await join(lead, project, other, "trainer");
  const version = await reword("Short");
  await acknowledge();
  const { rows } = await must(lead, gates.list, { params });
  expect(rows).toMatchObject([
    { gate: 1, version: { n: 2 }, everyQueue: false, queues: 1, readers: 3, passed: 1 },
  ]);
  const seen = await must(lead, gates.readers, { params: { ...params, version: version.id } });
  expect(seen.rows.map(({ agent, at }) => [agent.name, at !== null])).toEqual([
    ["Amara", false],
    [lead.name, false],
    ["Tara", true],
  ]);
  // Nobody has read longer than the gate stands.
  expect(seen.rows[2]!.seconds).toBeLessThan(30);
  const elsewhere = await call(lead, gates.readers, { params: { ...params, version: randomUUID() } });
  expect(elsewhere.status).toBe(404);
});

test("reading is working time", async () => {
  const { params, project, reword } = await buildCase();
  const version = await reword("Kind");
  await site.services.database.pool.query(
    `insert into acknowledgement (id, org_id, project_id, gate, agent_id, version_id, seconds, rounds)
     values ($1, $2, $3, 1, $4, $5, 120, 0)`,
    [randomUUID(), lead.org, project, trainer.id, version.id],
  );
  const { people } = await must(lead, contract.reports.project, { params });
  expect(people.map(({ activeMinutes }) => activeMinutes)).toEqual([2]);
});

test("what the changes of a draft would touch is measured, and which of them touch every queue", async () => {
  const { at, project } = await buildCase();
  const { entries } = await must(lead, guideDrafts.get, at);
  const touches = async (title: string, skill: string | null) => {
    const { id, revision } = entries.find(({ content }) => content.title === title)!;
    const body = { base: revision, content: rule(`${title} now`, skill) };
    await must(lead, guideDrafts.saveEntry, { params: { ...at.params, entry: id }, body });
    return must(lead, guideDrafts.touches, at);
  };
  const short = await touches("Short", "summarization");
  expect(short).toMatchObject({ everywhere: [], rows: [{ project, queues: 1, people: 2 }] });
  const { everywhere, rows } = await touches("Kind", null);
  expect(everywhere).toEqual(["Kind now"]);
  expect(rows).toMatchObject([{ queues: rows[0]!.all, all: short.rows[0]!.all }]);
  expect(rows[0]!.open).toBeGreaterThan(short.rows[0]!.open);
});

test("two who publish at once: one wins, the other sees why", async () => {
  const { at, params } = await buildCase();
  const { rev } = await must(lead, guideDrafts.get, at);
  const publish = () => call(lead, guideDrafts.publish, { ...at, body: { rev, gate: {} } });
  const outcomes = await Promise.all([publish(), publish()]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await must(lead, gates.list, { params })).rows).toHaveLength(1);
});

test("what was read in one project is not asked again in another one under the same version", async () => {
  const { at, reword, reading, acknowledge } = await buildCase();
  const project = await buildProject(lead, { settings: { review: false } });
  const params = { project };
  await join(lead, project, trainer, "trainer");
  await must(lead, guides.adopt, { params, body: { guide: at.params.guide } });
  await addItems(site, lead, project, 2);
  await reword("Kind");
  const there = async () => (await must(trainer, gates.reading, { params })).reading;
  expect((await there())!.to.id).toBe((await reading()).to.id);
  expect((await acknowledge()).passed).toBe(true);
  expect(await there()).toBeNull();
  expect((await must(trainer, work.claim, { params, body: {} })).assignment).not.toBeNull();
});
