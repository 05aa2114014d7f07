import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { change } from "../../db/change.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { admitToQueue } from "../work/eligibility.ts";
import { endTraits, queuesFor } from "../work/index.ts";
import { grant, revoke } from "./traits.ts";

const { people, projects } = contract;
let app: TestApp;
let owner: TestPerson;
let crowd: TestPerson[];
let places: string[];
beforeAll(async () => {
  app = await testApp();
  ({ owner } = await buildOrganization(app));
  crowd = await Promise.all([0, 1, 2].map(() => buildPerson(app, owner.org)));
  places = [
    await buildProject(owner),
    await buildProject(owner, { settings: { demandLanguage: "language", queueBy: ["skill"] } }),
  ];
});
afterAll(() => app.stop());

const LEVELS = ["basic", "good", "fluent", "native"] as const;

/** Who may draw from what, worked out here from the tables alone, one rule after another. */
async function whoMay(): Promise<string[]> {
  const ask = async <T>(sql: string) => (await app.services.database.pool.query(sql)).rows as T[];
  const persons = await ask<{
    id: string;
    blocked: boolean;
    languages: { tag: string; level: string | null }[];
  }>("select id, languages, blocked_at is not null as blocked from person");
  const members = await ask<{ person: string; project: string; role: string }>(
    "select person_id as person, project_id as project, role from membership",
  );
  const granted = await ask<{ agent: string; project: string | null; trait: string; end: number }>(
    `select agent_id as agent, project_id as project, trait, coalesce(extract(epoch from until)::float8, 'infinity') as end
     from person_trait where revoked_at is null and (until is null or until > clock())`,
  );
  const queues = await ask<{ id: number; project: string; needs: string[] }>(
    "select id, project_id as project, needs from queue",
  );
  const endOf = (person: (typeof persons)[number], project: string, need: string): number => {
    const [kind, name, level] = need.split(":") as [string, string, string?];
    const role = members.find((member) => member.person === person.id && member.project === project)?.role;
    if (kind === "role" && (role === name || (role === "manager" && name !== "viewer"))) return Infinity;
    if (kind === "language") {
      const speaks = person.languages.some(
        ({ tag, level: has }) =>
          (tag === name || tag.startsWith(`${name}-`)) &&
          (!level || LEVELS.indexOf(has as "good") >= LEVELS.indexOf(level as "good")),
      );
      if (speaks) return Infinity;
    }
    const ends = granted
      .filter(
        ({ agent, trait, project: where }) =>
          agent === person.id && trait === need && (where ?? project) === project,
      )
      .map(({ end }) => Number(end));
    return Math.max(-Infinity, ...ends);
  };
  return persons
    .filter(({ blocked }) => !blocked)
    .flatMap((person) =>
      queues.flatMap(({ id, project, needs }) => {
        const end = Math.min(...needs.map((need) => endOf(person, project, need)));
        return end === -Infinity ? [] : [`${person.id} ${id} ${end}`];
      }),
    )
    .sort();
}

async function whoDoes(): Promise<string[]> {
  const { rows } = await app.services.database.pool.query<{ line: string }>(
    `select concat_ws(' ', agent_id, queue_id, case when until = 'infinity' then 'Infinity'
       else extract(epoch from until)::float8::text end) as line from person_queue`,
  );
  return rows.map(({ line }) => line).sort();
}

/** Queues that say another number of people than may draw from them. */
async function miscounted(): Promise<unknown[]> {
  const { rows } = await app.services.database.pool.query(
    `select id, people from queue q where people <> (select count(*) from person_queue pq where pq.queue_id = q.id)`,
  );
  return rows;
}

const person = fc.nat({ max: 2 });
const place = fc.nat({ max: 1 });
const trait = fc.constantFrom("skill:law", "role:trainer", "language:de", "language:en:native");
const joining = fc.record({
  does: fc.constant("join" as const),
  person,
  place,
  role: fc.constantFrom("manager", "reviewer", "trainer", "viewer"),
});
const step = fc.oneof(
  { arbitrary: joining, weight: 3 },
  fc.record({ does: fc.constant("leave" as const), person, place }),
  fc.record({
    does: fc.constant("grant" as const),
    person,
    trait,
    place: fc.option(place),
    hours: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  fc.record({ does: fc.constant("revoke" as const), person, trait, place: fc.option(place) }),
  fc.record({
    does: fc.constant("speak" as const),
    person,
    tags: fc.uniqueArray(fc.constantFrom("de", "de-AT", "en"), { maxLength: 2 }),
    level: fc.option(fc.constantFrom(...LEVELS)),
  }),
  fc.record({ does: fc.constant("block" as const), person, blocked: fc.constantFrom(true, false, false) }),
  fc.record({
    does: fc.constant("items" as const),
    place,
    language: fc.constantFrom("de", "en", "DE-at", "no language"),
    skill: fc.constantFrom("a", "b"),
  }),
  fc.record({
    does: fc.constant("needs" as const),
    place,
    needs: fc.constantFrom(["role:trainer", "skill:law"], ["language:en:good", "role:reviewer"]),
  }),
  fc.record({ does: fc.constant("hours" as const), hours: fc.integer({ min: 1, max: 2 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(it: Step): Promise<void> {
  const { database } = app.services;
  const { pool } = database;
  const who = "person" in it ? crowd[it.person]! : owner;
  const project = "place" in it && it.place !== null ? places[it.place]! : null;
  const author = { org: owner.org, agent: owner.id };
  const member = { project: project!, person: who.id };
  switch (it.does) {
    case "join":
      await must(owner, projects.setMember, { params: member, body: { role: it.role } });
      return;
    case "leave":
      await call(owner, projects.removeMember, { params: member });
      return;
    case "grant": {
      const until = it.hours === null ? null : new Date(Date.now() + it.hours * 3_600_000).toISOString();
      await change(database, author, (tx) => grant(tx, who.id, it.trait, { project, until }));
      return;
    }
    case "revoke":
      await change(database, author, (tx) => revoke(tx, who.id, it.trait, { project })).catch(() => {});
      return;
    case "speak": {
      const languages = it.tags.map((tag) => ({ tag, level: it.level }));
      await must(owner, people.update, { params: { person: who.id }, body: { languages } });
      return;
    }
    case "block":
      await must(owner, people.update, { params: { person: who.id }, body: { blocked: it.blocked } });
      return;
    case "items":
      await change(database, author, (tx) =>
        queuesFor(tx, project!, [{ language: it.language, skill: it.skill }]),
      );
      return;
    case "needs":
      await change(database, author, async (tx) => {
        const { rows } = await tx.client.query<{ id: number }>(
          `insert into queue (org_id, project_id, stage, kind, needs, conflict_group)
           values ($1, $2, $3, 'answer', $4, 1) returning id`,
          [owner.org, project, crypto.randomUUID(), it.needs],
        );
        await admitToQueue(tx, rows[0]!.id);
      });
      return;
    case "hours":
      await pool.query("update person_trait set until = until - interval '1 hour' * $1", [it.hours]);
      await pool.query("update person_queue set until = until - interval '1 hour' * $1", [it.hours]);
      await endTraits.run(app.services);
  }
}

test("who may draw from which queue is what a rebuild from scratch says, after any change of people, traits or queues", async () => {
  const seen = { rows: 0, ending: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 16, size: "max" }), async (steps) => {
      for (const it of steps) {
        await take(it);
        const rows = await whoDoes();
        expect(rows).toEqual(await whoMay());
        expect(await miscounted()).toEqual([]);
        seen.rows = Math.max(seen.rows, rows.length);
        seen.ending += rows.some((row) => !row.endsWith("Infinity")) ? 1 : 0;
      }
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 20) },
  );
  expect(seen.rows).toBeGreaterThan(10);
  expect(seen.ending).toBeGreaterThan(10);
}, 60_000);
