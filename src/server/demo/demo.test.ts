import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { SKILLS } from "#content/index.ts";
import { events } from "#contract/events.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { type TestApp, testApp } from "../testing/test-app.ts";
import { readDemoPrompts } from "./demo-prompts.ts";
import { loadDemo } from "./load-demo.ts";
import { openDemoDoors } from "./sign-in-links.ts";

const TIME = 120_000;
let site: TestApp;

beforeAll(async () => {
  site = await testApp();
  await loadDemo(site.connection, site.services);
}, TIME);
afterAll(() => site.drop());

/** The first row of a query. */
async function ask(sql: string): Promise<Record<string, unknown>> {
  return (await site.services.database.pool.query(sql)).rows[0];
}

test("has prompts of every skill in several languages, with responses that differ", () => {
  const prompts = readDemoPrompts();
  for (const skill of SKILLS)
    expect(prompts.filter((prompt) => prompt.skill === skill).length).toBeGreaterThanOrEqual(9);
  expect(new Set(prompts.map(({ prompt }) => prompt)).size).toBe(prompts.length);
  expect([...new Set(prompts.map(({ language }) => language))]).toEqual(
    expect.arrayContaining(["en", "de", "es", "ar", "ja"]),
  );
  for (const { id, responses, written } of prompts) {
    expect(Math.abs(responses[0].quality - responses[1].quality), id).toBeGreaterThanOrEqual(2);
    expect(new Set(Object.values(written)).size, id).toBe(3);
  }
});

test("has three weeks of answers by unequal people", async () => {
  expect(
    await ask(
      `select sum(n)::int as answers, count(*)::int as people, max(n) >= 2 * min(n) as unequal, max(last) - min(first) as days
       from (select count(*) as n, min(at)::date as first, max(at)::date as last from contribution
         where n = 1 group by agent_id) people`,
    ),
  ).toEqual({ answers: 400, people: 6, unequal: true, days: 19 });
});

test("has a guide of about forty rules in four versions, with a split, a policy gap and answers under each version", async () => {
  const found = await ask(
    `select (select count(*)::int from guide_version_entry_text where version_n = 3 and kind = 'rule') as rules,
       (select count(*)::int from guide_version_entry_text where version_n = 3 and kind = 'term') as terms,
       (select max(n) from guide_version) as versions, (select count(*)::int from guide_lineage where kind = 'split') as splits,
       (select count(distinct guide_n)::int from answer_version) as answered_under,
       (select count(*)::int from guide_adoption_now where pinned) as pinned,
       (select count(distinct content->'policy'->>'topic') * count(distinct content->'policy'->>'useCase') - count(*)
        from guide_version_entry_text where version_n = 3 and content->'policy' <> 'null')::int as gaps`,
  );
  expect(found).toEqual({
    rules: 41,
    terms: 4,
    versions: 4,
    splits: 1,
    answered_under: 3,
    pinned: 1,
    gaps: 1,
  });
});

test("has returns and fixes that cite rules of the guide", async () => {
  const found = await ask("select count(*)::int as n, count(distinct rule_id)::int as rules from finding");
  expect(found.n).toBeGreaterThan(15);
  expect(found.rules).toBeGreaterThan(3);
});

test("has a desk with questions in all states, one of them overdue", async () => {
  const states = await ask(
    `select jsonb_object_agg(state, n) as states, bool_or(late) as overdue from (
       select state, count(*) as n, bool_or(state = 'open' and due_at < clock()) as late from question_now group by state) s`,
  );
  expect(states).toEqual({ states: { open: 2, answered: 7, merged: 1, declined: 1 }, overdue: true });
});

test("has a calibration that is revealed, with votes, an example and a ruling, and one that is blind", async () => {
  const found = await ask(
    `select count(*)::int as all, count(closed_at)::int as revealed, (select count(*)::int from judging_vote) as votes,
       (select count(*)::int from judging_outcome) as outcomes from judging`,
  );
  expect(found).toEqual({ all: 2, revealed: 1, votes: 3, outcomes: 2 });
});

test("has a gate ahead of the first trainer, and queues that the change does not touch", async () => {
  expect(
    await ask(
      `select (select count(*)::int from gate) as gates, bool_or(q.gate > pq.passed) as gated, bool_or(q.gate = 0) as untouched
       from queue q join person_queue pq on pq.queue_id = q.id join identity i on i.person_id = pq.agent_id
       where i.email = 'tomas@demo.invalid' and q.stage = 'answer'
         and exists (select from slot s where s.queue_id = q.id and s.state = 0)`,
    ),
  ).toEqual({ gates: 2, gated: true, untouched: true });
});

test("has reviews, returns with their reasons, and reworks that answer them", async () => {
  const found = await ask(
    `select (select count(*)::int from review) as reviews,
         (select count(*)::int from review where decision = 'return' and reason <> '') as returned,
         (select count(*)::int from review where decision = 'fix') > 0 as fixed,
         (select count(*)::int from answer a join review r on r.answer_id = a.parent_id
          where a.stage = 'answer' and a.n = 2 and r.decision = 'return' and a.body <> (select body from answer where id = a.parent_id)) as reworked,
         (select count(*)::int from slot where state = 5) as waiting,
         (select count(*)::int from slot s join queue q on q.id = s.queue_id where q.stage = 'edit' and s.state = 0) as to_edit,
         (select count(*)::int from answer where stage = 'edit') > 0 as edited`,
  );
  // Who is offered what first differs from one demo to the next, and so do the numbers a little.
  expect(found).toMatchObject({ reviews: 60, fixed: true, to_edit: 2, edited: true });
  const { returned, reworked, waiting } = found as Record<string, number>;
  expect(returned).toBeGreaterThanOrEqual(20);
  expect(waiting).toBeGreaterThanOrEqual(4);
  expect(reworked! + waiting!).toBe(returned);
});

test("gives people prompts in languages they speak, where a project asks for that", async () => {
  expect(
    await ask(
      `select count(*)::int as answers, count(*) filter (where not exists (select from jsonb_array_elements(p.languages) spoken
           where spoken->>'tag' = i.attributes->>'language'))::int as unread, count(distinct i.attributes->>'language')::int as languages
       from answer a join person p on p.id = a.agent_id join item i on i.id = a.item_id join project pr on pr.id = a.project_id
       where pr.settings->>'demandLanguage' = 'language' and a.stage = 'answer'`,
    ),
  ).toEqual({ answers: expect.any(Number), unread: 0, languages: expect.any(Number) });
});

test("has a project whose answers are to three versions of its form, since a top-up of the accepted ones has begun", async () => {
  expect(
    await ask(
      `select count(distinct form)::int as forms, bool_and(answers > 20) as used from (
         select f.form, count(a.id) as answers from project p join form_version f on f.project_id = p.id
         left join answer a on a.form_version_id = f.id
         where p.name = 'Preferences between two models' group by f.id, f.form) versions`,
    ),
  ).toEqual({ forms: 3, used: true });
  expect(await ask("select waiting > 0 and done > 0 as begun from top_up_now")).toEqual({ begun: true });
});

test("waits for a first visitor with a draft, a flag, threads and work that came back", async () => {
  const doors = await openDemoDoors(site.services);
  expect(doors.map(({ door }) => door)).toEqual(["data lead", "trainer", "trainer", "reviewer"]);
  expect(
    await ask(
      `select (select i.name from slot s join draft d on d.assignment_id = s.assignment_id join identity i on i.person_id = s.holder
          where s.parked and s.lease_until > clock()) as drafter,
         (select count(*)::int from objection where kind = 'flag') as flags,
         (select count(*)::int from thread) as threads,
         (select count(*)::int from slot s join identity i on i.person_id = s.reserved_for
          where i.name = $$${doors[1]!.name}$$) >= 1 as came_back,
         (select items > 50 from release) as released`,
    ),
  ).toEqual({ drafter: doors[2]!.name, flags: 1, threads: 4, came_back: true, released: true });
});

test("holds more than a hundred items that a program may answer in one project, read without a problem", async () => {
  expect(
    await ask(
      `select count(distinct s.item_id)::int >= 130 as enough, (select sum(problems)::int from import) as problems
       from slot_now s join project p on p.id = s.project_id where p.name = 'Three-way feedback' and s.state = 'open'`,
    ),
  ).toEqual({ enough: true, problems: 0 });
});

test("has an agreement that all have signed but one trainer, who is given no link", async () => {
  expect(
    await ask(
      `select count(*)::int as people, count(s.id)::int as signed, (array_agg(i.name) filter (where s.id is null))[1] as unsigned
       from identity i left join agreement_signature s on s.agent_id = i.person_id`,
    ),
  ).toEqual({ people: 8, signed: 7, unsigned: "Sara Lindqvist" });
});

test("breaks no invariant", async () => {
  const client = new pg.Client(site.connection);
  await client.connect();
  expect(await verify(client, CHECKS, [])).toEqual([]);
  await client.end();
});

test("writes the events that the contract describes, and nothing more into them", async () => {
  const { rows } = await site.services.database.pool.query<{ kind: string; body: unknown }>(
    "select distinct on (kind) kind, body from event order by kind, seq desc",
  );
  const bodyOf = (kind: string): z.ZodType => events[kind as keyof typeof events].body;
  const strict = (type: z.ZodType) => (type instanceof z.ZodObject ? type.strict() : type);
  const wrong = rows.filter(({ kind, body }) => !strict(bodyOf(kind)).safeParse(body ?? undefined).success);
  expect(wrong).toEqual([]);
  expect(rows.length).toBeGreaterThan(15);
});

test("is loaded once, and wholly or not at all", { timeout: TIME }, async () => {
  expect(await loadDemo(site.connection, site.services)).toBe(false);
  const empty = await testApp();
  const full = { ...site.services.store, write: () => Promise.reject(new Error("no room")) };
  await expect(loadDemo(empty.connection, { ...empty.services, store: full })).rejects.toThrow();
  expect((await empty.services.database.pool.query("select from organization")).rows).toEqual([]);
  await empty.drop();
});
