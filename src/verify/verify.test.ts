import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { contract } from "#contract/index.ts";
import { sealEvents } from "#server/jobs/seal.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";
import { type LogEntry, verify } from "./check.ts";
import { sealedBy } from "./history.ts";
import { JUDGINGS } from "./judging-corruptions.case.ts";
import { CHECKS } from "./main.ts";
import { ORPHANS } from "./orphans.case.ts";

let site: TestApp;
let admin: pg.Client;
let source: pg.ClientConfig;
const log: LogEntry[] = [];

/** A project with two answers to each of three pairs, one of them reviewed; every submit is in the clients' log. */
beforeAll(async () => {
  site = await testApp();
  source = site.connection;
  const { owner, org } = await buildOrganization(site);
  const project = await buildProject(owner, { settings: { answersPerItem: 2, review: true } });
  const candidates = ["one", "two"].map((content) => ({
    messages: [{ role: "assistant" as const, content }],
  }));
  await addItems(site, owner, project, 3, (n) => ({
    prompt: [{ role: "user", content: `Prompt ${n}` }],
    candidates,
  }));
  const text = { title: "NDA", text: "Keep it to yourself." };
  const { versions, ...nda } = await must(owner, contract.agreements.create, {
    params: { project },
    body: text,
  });
  const sign = async (person: TestPerson) => {
    const params = { project, agreement: nda.id };
    const body = { version: versions[0]!.id, name: "As typed", agreed: true as const };
    await must(person, contract.agreements.sign, { params, body });
  };
  await sign(owner);
  for (const _ of ["a", "b"]) {
    const trainer = await buildPerson(site, org);
    await join(owner, project, trainer, "trainer");
    await sign(trainer);
    for (let n = 0; n < 3; n++) {
      const params = {
        project,
        assignment: (await must(trainer, contract.work.claim, { params: { project }, body: {} })).assignment!
          .id,
      };
      const body = { response: `Answer ${n} by ${trainer.id}` };
      const key = randomBytes(8).toString("hex");
      const { outcome } = await must(trainer, contract.work.submit, { params, body: { body }, key });
      log.push({ op: "submit", person: trainer.id, ...params, key, body, outcome });
    }
  }
  const guide = await publishGuide(owner, project);
  const reviewer = await buildPerson(site, org);
  await join(owner, project, reviewer, "reviewer");
  await sign(reviewer);
  await readGuide(reviewer, project);
  await askAndRule(owner, reviewer, { project, guide });
  const { assignment } = await must(reviewer, contract.work.claim, { params: { project }, body: {} });
  await must(reviewer, contract.work.review, {
    params: { project, assignment: assignment!.id },
    body: { decision: "accept" },
  });
  const { pool } = site.services.database;
  for (const table of ["agreement_version", "agreement_signature"]) {
    await pool.query(`alter table ${table} disable trigger user`); // signed long before the work
    await pool.query(`update ${table} set at = at - interval '1 hour'`);
    if (table === "agreement_version") await pool.query("update agreement_version set needed_from = at");
    await pool.query(`alter table ${table} enable trigger user`);
  }
  await pool.query(
    `insert into event (org_id, project_id, agent_id, kind, body) select org_id, project_id, agent_id, kind, body from event
     where kind in ('agreement.published', 'agreement.signed')`,
  );
  const seal = async () => {
    await sealEvents.run(site.services);
    const { rows } = await pool.query("select count(*) = (select sum(rows) from seal) as done from event");
    expect(rows[0].done).toBe(true); // transactions of other tests may hold it back
  };
  await vi.waitFor(seal, 30_000);
  await site.close();
  admin = new pg.Client({ ...source, database: "postgres" });
  await admin.connect();
});
/** A guide with a section and a rule, which the project follows. */
async function publishGuide(owner: TestPerson, project: string): Promise<string> {
  const { guideDrafts, guides } = contract;
  const { id: guide } = await must(owner, guideDrafts.create, { body: { title: "House style" } });
  await must(owner, guides.adopt, { params: { project }, body: { guide } });
  const params = { guide };
  const style = { kind: "section" as const, title: "Style" };
  const { entries } = await must(owner, guideDrafts.addEntry, { params, body: { content: style } });
  const content = { kind: "rule" as const, title: "Be brief", statement: "At most ten lines." };
  const { rev } = await must(owner, guideDrafts.addEntry, {
    params,
    body: { content, parent: entries[0]!.id },
  });
  await must(owner, guideDrafts.publish, { params, body: { rev, gate: {} } });
  const { id: entry, revision: base } = entries[0]!;
  await must(owner, contract.guideTranslations.save, {
    params: { guide, entry },
    body: { language: "de", base, translation: { title: "Stil" } },
  });
  return guide;
}

/** A question with a ruling, and one that was merged into it. */
async function askAndRule(owner: TestPerson, asker: TestPerson, of: { project: string; guide: string }) {
  const { questions } = contract;
  const ask = (text: string, sameAs: string | null) =>
    must(asker, questions.ask, { params: { project: of.project }, body: { text, sameAs } });
  const { id } = await ask("May it be longer?", null);
  await ask("How long?", id);
  const params = { guide: of.guide, question: id };
  await must(owner, questions.rule, { params, body: { text: "Yes." } });
}

/** Reads what has changed, so that work goes on. */
async function readGuide(person: TestPerson, project: string): Promise<void> {
  const { reading } = await must(person, contract.gates.reading, { params: { project } });
  const body = { gate: reading!.gate, version: reading!.to.id };
  await must(person, contract.gates.acknowledge, { params: { project }, body });
}
afterAll(async () => {
  await admin.end();
  await site.drop();
});

/** Corruption comes from below: here triggers and foreign keys look away. */
const UNGUARD = `do $$ declare t record; begin
  for t in select conrelid::regclass as name, conname from pg_constraint where contype in ('f', 'c') and connamespace = 'public'::regnamespace loop
    execute format('alter table %s drop constraint %I', t.name, t.conname);
  end loop;
  for t in select distinct tgrelid::regclass as name from pg_trigger where not tgisinternal loop
    execute format('alter table %s disable trigger user', t.name);
  end loop;
end $$`;

/** The violated invariants of a copy of the database, after a corruption that no program of ours would make. */
async function check(corruption?: string): Promise<string[]> {
  const database = `copy_${randomBytes(6).toString("hex")}`;
  await admin.query(`create database ${database} template ${source.database} strategy file_copy`);
  const client = new pg.Client({ ...source, database });
  await client.connect();
  try {
    if (corruption) {
      await client.query(UNGUARD);
      await client.query(corruption);
    }
    const violations = await verify(client, CHECKS, log);
    return [...new Set(violations.flatMap(({ invariant, message }) => [invariant, message.split(": ")[0]!]))];
  } finally {
    await client.end();
    await admin.query(`drop database ${database}`);
  }
}

test("a log whose end was cut off, with all that it named, shows against a seal that was noted", async () => {
  const client = new pg.Client(source);
  await client.connect();
  const noted = (
    await client.query("select encode(hash, 'hex') as hash from seal order by last_seq desc limit 1")
  ).rows[0].hash;
  const found = async (seal: string) => (await verify(client, [sealedBy(seal)], [])).length;
  expect([await found(noted), await found("00")]).toEqual([0, 1]);
  await client.end();
});

test("an honest database breaks no invariant", async () => {
  expect(await check()).toEqual([]);
});

const SIGNED =
  "work is handed over only to whoever has a signature in force for each agreement of the project";
const last = "(select id from answer order by id desc limit 1)";

test.each([
  ["I1", "a lost answer", `delete from answer where id = ${last}`],
  ["I1", "a text that was changed", `update answer set body = '{"response":"other"}' where id = ${last}`],
  ["I2", "a key without its answer", "update idempotency set response = null"],
  [
    "I3",
    "two answers of one person to one item",
    `update answer set agent_id = (select agent_id from answer order by id limit 1), item_id = (select item_id from answer order by id limit 1)
     where id = ${last}`,
  ],
  [
    "I3",
    "a mapping of what is not asked",
    `update form_version set mapping = '[{"to":"gone","from":"gone"}]'`,
  ],
  ["I3", "a count that is not a recount", "update item_state set accepted = accepted + 1"],
  [
    "I4",
    "a lease in nobody's hands",
    "update slot set state = 1, lease_until = clock() + interval '1 h', holder = null, assignment_id = null where id = (select min(id) from slot)",
  ],
  ["I5", "text that was handed back and lost", "select 1"],
  ["I6", "a hash that is not the content's", `update answer set hash = '\\x00' where id = ${last}`],
  [
    "I6",
    "a sealed event that was edited",
    `update event set body = '{}' where seq = (select min(seq) from event)`,
  ],
  [
    "I8",
    "a release that lost a row",
    `insert into release (id, org_id, project_id, n, name, filter, policy, formats, items, agent_id)
     select gen_random_uuid(), org_id, id, 1, 'r', '{}', '{}', '{}', 5, gen_random_uuid() from project`,
  ],
  [
    "I8",
    "a file that backups would not know of",
    `insert into import (id, org_id, project_id, agent_id, name, blob)
     select gen_random_uuid(), org_id, id, gen_random_uuid(), 'a.csv', 'imports/a' from project`,
  ],
  [
    "I9",
    "an item without a slot",
    "delete from slot where item_id = (select item_id from slot where state = 2 limit 1)",
  ],
  [
    "I10",
    "an answer in another project",
    `update answer set project_id = gen_random_uuid() where id = ${last}`,
  ],
  ...ORPHANS,
  [
    "I6",
    "a rule that was changed behind its versions",
    `update guide_revision set content = content || '{"title":"x"}'`,
  ],
  ["I6", "a version that lists a rule elsewhere", "update guide_version_entry set parent_id = null"],
  ["I6", "a version's text that was changed", "update guide_version set body = 'x'"],
  [
    "I10",
    "a version that has a revision of another entry",
    "update guide_version_entry set entry_id = gen_random_uuid()",
  ],
  ["I10", "a project under a version that it did not adopt", "update project set guide_version_id = null"],
  [
    "I10",
    "an entry that comes from itself",
    `insert into guide_lineage (org_id, guide_id, kind, from_entry, to_entry, agent_id)
     select e.org_id, e.guide_id, 'split', e.id, o.id, gen_random_uuid() from guide_entry e join guide_entry o on o.id <> e.id`,
  ],
  [
    "I11",
    "a model's name where readers look",
    `update item set shown = jsonb_set(shown, '{candidates,0,model}', '"m-1"')`,
  ],
  ["I12", "an order that nobody wrote down", `update answer set shown_order = '{}' where id = ${last}`],
])("%s: finds %s", async (invariant, _what, corruption) => {
  if (invariant === "I5")
    log.push({ ...log[0]!, key: "handed-back", body: { response: "gone" }, outcome: "handed-back" });
  expect(await check(corruption)).toContain(invariant);
  if (invariant === "I5") log.pop();
});

test.each([
  ["a revision's hash is that of what its entry said", "update guide_revision set n = 2"],
  [
    "a version's hash is that of its text and of its entries in order",
    "update guide_version_entry set position = -position",
  ],
  ["a guide's rows are its own", "update guide_head set guide_id = gen_random_uuid()"],
  [
    "a translation was made from what its own entry said",
    "update guide_translation set entry_id = gen_random_uuid()",
  ],
  ["a project works under the version that it adopted last", "update guide_adoption set version_id = null"],
  ["new work behind a gate goes to those who have passed it", "delete from acknowledgement"],
  [
    "under the version of a gate before every queue, new work goes to those who have passed it",
    "update assignment set gate = null",
  ],
  ["a question is answered where it has a ruling, and only there", "update desk_question set state = 'open'"],
  [
    "a question is merged into one of its project that is merged into none",
    "update desk_question set merged_into = id where merged_into is not null",
  ],
  [
    "a ruling is of its question's guide, about a rule of it, and holds since a version that was published before",
    "update ruling set at = at - interval '1 day'",
  ],
  ["everyone who asked has a notice of the ruling", "delete from notice where kind = 'ruled'"],
  ["what an agent has passed is the last gate that they have read", "update person_queue set passed = 1"],
  [
    "a queue's gate is one of its project's, and takes effect when that does or before",
    "update queue set gate = 0",
  ],
  [
    "a project's gates are numbered in order, and read in versions of its guides",
    "update gate set version_id = gen_random_uuid()",
  ],
  ...JUDGINGS,
  ["every slot is of a round of its project, and counts where the round does", "update round set n = 1"],
  [
    "every slot is of a round of its project, and counts where the round does",
    "update slot set counts = false where id = (select min(id) from slot)",
  ],
  [
    "every slot is at a stage of its project's workflow, and of that stage's kind",
    "update queue set stage = 'elsewhere'",
  ],
  [
    "every slot is at a stage of its project's workflow, and of that stage's kind",
    "update queue set kind = 'review' where stage = 'answer'",
  ],
  ["those draw from a queue who have every trait that it needs, and no others", "delete from person_queue"],
  [
    "those draw from a queue who have every trait that it needs, and no others",
    "update queue set needs = '{skill:law}'",
  ],
  ["a queue knows how many people draw from it", "update queue set people = people + 1"],
  [SIGNED, "delete from agreement_signature"],
  [
    SIGNED,
    `insert into agreement_revocation (signature_id, org_id, agent_id, at)
     select id, org_id, agent_id, at from agreement_signature`,
  ],
  [
    SIGNED,
    `insert into agreement_version (id, org_id, agreement_id, n, text, hash, needed_from, agent_id, at)
     select gen_random_uuid(), org_id, agreement_id, 2, text, hash, needed_from, agent_id, at from agreement_version`,
  ],
  [
    "the trait of an agreement is held by those who signed it, until their signature ends",
    "insert into agreement_revocation (signature_id, org_id, agent_id) select id, org_id, agent_id from agreement_signature",
  ],
  [
    "queues ask for the agreements that are in force in their project, and for no others",
    "update queue set agreed = '{}'",
  ],
  [
    "an agreement asks for its trait soon after a version of it is needed",
    "update agreement set asked_at = null",
  ],
  ["an agreement's version has the hash of its text", "update agreement_version set text = 'Other'"],
  [
    "an open slot that is kept for a person is of an item in which they take part",
    `update slot set state = 0, lease_until = null, reserved_for = gen_random_uuid() where id = (select min(id) from slot)`,
  ],
  [
    "an item that was begun is under one version of its project's workflow",
    "update item_state set workflow_version_id = null",
  ],
  [
    "a version is made in its answer's place, or in a slot about the version before it",
    `update answer set made_slot_id = (select id from slot where item_id <> answer.item_id limit 1) where id = ${last}`,
  ],
  ["every row is as the newest event that names it has it", "update review set decision = 'reject'"],
  ["a review decides what its event says", "update review set decision = 'reject'"],
  ["every row is as the newest event that names it has it", "update form_version set form = '{}'"],
  ["a person's role in a project is the one that was set last", "update membership set role = 'manager'"],
  ["every row is as the newest event that names it has it", "delete from membership where role = 'reviewer'"],
  ["a person's role in the organization is the one that was set last", "update person set role = 'owner'"],
  [
    "items are as they were imported",
    `update item set shown = '{"prompt":[{"role":"user","content":"other"}]}' where position = 1`,
  ],
  [
    "items are as they were imported",
    `update item set shown = '{"prompt":[]}', hash = sha256('{"hidden":null,"shown":{"prompt":[]}}') where position = 1`,
  ],
  ["items are as they were imported", "update item set attributes = '{}' where position = 2"],
  [
    "every row is as the newest event that names it has it",
    "insert into session select gen_random_uuid(), 'x', org_id, id, null, clock(), clock(), clock() from person where role = 'owner'",
  ],
  ["every hand-over is in the log, and nobody else's", "update assignment set at = at - interval '1 day'"],
])("finds what breaks: %s", async (says, corruption) => {
  expect(await check(corruption)).toContain(says);
});
