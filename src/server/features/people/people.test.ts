import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { verify } from "#verify/check.ts";
import { provenRows } from "#verify/proven-rows.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must, type Visitor } from "../../testing/call.ts";
import {
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join,
  type TestPerson,
} from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { FREE_TEXT } from "./free-text.case.ts";
import { inviteFirstOwner } from "./index.ts";

const { accounts, discussions, items, people, projects, work } = contract;
let app: TestApp;
let owner: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner } = await buildOrganization(app));
  admin = await buildPerson(app, owner.org, { role: "admin" });
});
afterAll(() => app.stop());

const stranger = (): Visitor => ({ url: app.url, headers: {} });
const tokenOf = (url: string) => url.split("#")[1]!;

describe("inviting", () => {
  test("adds a person with their projects and a link that lets them in once", async () => {
    const project = await buildProject(owner);
    const body = {
      name: "New",
      email: "new@example.org",
      projects: [{ id: project, role: "trainer" as const }],
    };
    const { person, link } = await must(admin, people.invite, { body });
    expect(person).toMatchObject({
      invited: true,
      role: "member",
      projects: [{ id: project, role: "trainer" }],
    });
    const token = tokenOf(link!.url);
    await must(stranger(), accounts.followLink, { body: { token, password: "long enough password" } });
    const { rows } = await must(admin, people.list, {});
    expect(rows.find((row) => row.id === person.id)).toMatchObject({
      invited: false,
      email: "new@example.org",
    });
  });

  test("repeated under one idempotency key it adds one person and keeps no secret", async () => {
    const body = { name: "Once", email: "once@example.org" };
    const first = await must(admin, people.invite, { body, key: "invite-once" });
    const again = await must(admin, people.invite, { body, key: "invite-once" });
    expect(again.person.id).toBe(first.person.id);
    const { rows } = await app.services.database.pool.query(
      "select string_agg(i::text, '') as all from idempotency i",
    );
    expect(rows[0].all).not.toContain(tokenOf(first.link!.url));
    const spent = await call(stranger(), accounts.inspectLink, { body: { token: tokenOf(first.link!.url) } });
    expect(spent).toMatchObject({ status: 410 });
    expect(await call(admin, people.invite, { body })).toMatchObject({
      status: 409,
      problem: { code: "address_taken" },
    });
  });

  test("an admin makes no owner, lets nobody in as one, and takes no owner's place", async () => {
    const body = { name: "Boss", role: "owner" as const };
    expect(await call(admin, people.invite, { body })).toMatchObject({ status: 403 });
    const params = { person: owner.id };
    expect(await call(admin, people.newLink, { params })).toMatchObject({ status: 403 });
    expect(await call(admin, people.update, { params, body: { blocked: true } })).toMatchObject({
      status: 403,
    });
    expect(await call(admin, people.erase, { params })).toMatchObject({ status: 403 });
    const self = { params: { person: admin.id }, body: { role: "owner" as const } };
    expect(await call(admin, people.update, self)).toMatchObject({ status: 403 });
  });
});

describe("who sees whom", () => {
  test("a trainer themselves, a project's manager names to choose from, an admin everything", async () => {
    const project = await buildProject(owner);
    const [trainer, manager] = [await buildPerson(app, owner.org), await buildPerson(app, owner.org)];
    await join(owner, project, trainer, "trainer");
    await join(owner, project, manager, "manager");
    const rows = async (who: TestPerson) => (await must(who, people.list, {})).rows;
    expect(await rows(trainer)).toMatchObject([{ id: trainer.id, email: `${trainer.id}@example.org` }]);
    const seen = (await rows(manager)).find((row) => row.id === trainer.id)!;
    expect(seen).toMatchObject({
      name: trainer.name,
      email: null,
      seenAt: null,
      projects: [{ id: project }],
    });
    expect((await rows(admin)).find((row) => row.id === trainer.id)!.email).toContain("@");
  });
});

describe("blocking", () => {
  test("ends sessions, keys and leases at once, and can be undone", async () => {
    const project = await buildProject(owner);
    const trainer = await buildPerson(app, owner.org);
    await join(owner, project, trainer, "trainer");
    await addItems(app, owner, project, 1);
    const key = await buildKey(app, trainer, ["read"]);
    await must(trainer, work.claim, { params: { project }, body: {} });
    const params = { person: trainer.id };
    expect(await must(admin, people.update, { params, body: { blocked: true } })).toMatchObject({
      blocked: true,
    });
    expect(await call(trainer, accounts.me, {})).toMatchObject({ status: 401 });
    expect(await call(key, accounts.me, {})).toMatchObject({ status: 401 });
    expect((await must(owner, work.held, { params: { project } })).rows).toEqual([]);
    await must(admin, people.update, { params, body: { blocked: false } });
    expect(await call(trainer, accounts.me, {})).toMatchObject({ status: 401 }); // what ended has ended
  });

  test("of two owners who remove each other at the same moment one stays", async () => {
    const { owner: first } = await buildOrganization(app);
    const second = await buildPerson(app, first.org, { role: "owner" });
    const outcomes = await Promise.all([
      call(first, people.update, { params: { person: second.id }, body: { role: "member" } }),
      call(second, people.update, { params: { person: first.id }, body: { role: "member" } }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const { rows } = await app.services.database.pool.query(
      "select from person where org_id = $1 and role = 'owner'",
      [first.org],
    );
    expect(rows).toHaveLength(1);
    const left = outcomes[0]!.ok ? first : second;
    for (const body of [{ role: "admin" as const }, { blocked: true }]) {
      const outcome = await call(left, people.update, { params: { person: left.id }, body });
      expect(outcome).toMatchObject({ status: 409, problem: { code: "last_owner" } });
    }
    expect(await call(left, people.erase, { params: { person: left.id } })).toMatchObject({ status: 409 });
  });
});

test("an erased person leaves their work under a number, and nothing else of them anywhere", async () => {
  const project = await buildProject(owner, { settings: { review: false } });
  const { person, link } = await must(owner, people.invite, {
    body: {
      name: "Erasmus Unforgettable",
      email: "erasmus@example.org",
      projects: [{ id: project, role: "manager" }],
    },
  });
  const followed = await call(stranger(), accounts.followLink, {
    body: { token: tokenOf(link!.url), password: "long enough password" },
  });
  const visitor = { url: app.url, headers: { cookie: followed.headers.get("set-cookie")!.split(";")[0]! } };
  const [item] = await addItems(app, owner, project, 4);
  const claim = async () => {
    const { assignment } = await must(visitor, work.claim, { params: { project }, body: {} });
    return { project, assignment: assignment!.id };
  };
  await must(visitor, work.submit, {
    params: await claim(),
    body: { body: { response: "Lasting work" } },
    key: "a key of Erasmus",
  });
  const text = "Private words of Erasmus";
  await must(visitor, work.skip, { params: await claim(), body: { reason: "unclear", note: text } });
  const held = await claim();
  await must(visitor, work.flag, { params: held, body: { reason: "broken", note: text } });
  await must(visitor, work.saveDraft, { params: held, body: { body: { response: text }, rev: 0 } });
  await must(visitor, discussions.start, { params: { project, item: item! }, body: { text } });

  const erased = await must(admin, people.erase, { params: { person: person.id } });
  const pseudonym = `Person ${person.id.slice(-4)}`;
  expect(erased).toMatchObject({ name: pseudonym, email: null, erased: true, projects: [] });
  const found = await must(owner, items.get, { params: { project, item: item! } });
  expect(found.answers).toMatchObject([
    { by: { id: person.id, name: pseudonym }, body: { response: "Lasting work" } },
  ]);
  expect(await call(visitor, accounts.me, {})).toMatchObject({ status: 401 });
  expect(await call(admin, people.newLink, { params: { person: person.id } })).toMatchObject({ status: 404 });
  expect(
    await call(owner, projects.setMember, {
      params: { project, person: person.id },
      body: { role: "trainer" },
    }),
  ).toMatchObject({ status: 404 });

  const { pool } = app.services.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  for (const { name } of tables) {
    const { rows } = await pool.query(`select count(*) as n from "${name}" t where t::text ~* 'erasmus'`);
    expect([name, rows[0].n]).toEqual([name, 0]);
  }
  const { rows: redactions } = await pool.query(
    "select table_name as of, count(*)::int as n from redaction where agent_id = $1 group by 1 order by 1",
    [person.id],
  );
  expect(redactions).toEqual([
    { of: "comment", n: 1 },
    { of: "objection", n: 2 },
  ]);
  const client = new pg.Client(app.connection);
  await client.connect();
  expect(await verify(client, [provenRows], [])).toEqual([]);
  await client.end();
});

test("words go only with a redaction that keeps their hash, and nothing else of such a row changes", async () => {
  const project = await buildProject(owner);
  const [item] = await addItems(app, owner, project, 1);
  await must(owner, discussions.start, { params: { project, item: item! }, body: { text: "Some words" } });
  const { pool } = app.services.database;
  const write = (what: string) => pool.query(`${what} where agent_id = $1`, [owner.id]);
  const redaction = (hash: string) =>
    write(
      `insert into redaction select 'comment', id, 'text', org_id, agent_id, ${hash}, 'person.erased', agent_id from comment`,
    );
  await expect(write("update comment set text = null")).rejects.toThrow("append-only");
  await expect(write("update comment set text = 'Other words'")).rejects.toThrow("append-only");
  await expect(write("update comment set at = clock()")).rejects.toThrow("append-only");
  await expect(write("delete from comment")).rejects.toThrow("append-only");
  await expect(pool.query("truncate comment")).rejects.toThrow("append-only");
  await redaction("'another hash'");
  await expect(write("update comment set text = null")).rejects.toThrow("append-only");
});

test("of every column that can hold text it is decided whether it is erased", async () => {
  const { rows } = await app.services.database.pool.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and udt_name in ('text', 'jsonb', '_text', 'tsvector')`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(FREE_TEXT).sort());
});

test("who is being erased is added to no project, and leaves the one they are being added to", async () => {
  const project = await buildProject(owner);
  const [leaving, coming] = [await buildPerson(app, owner.org), await buildPerson(app, owner.org)];
  const { pool } = app.services.database;
  const memberOf = "select from membership where project_id = $1 and person_id = $2";
  const gate = await pool.connect();
  const oneWaits = async () => {
    const text =
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while ((await pool.query(text)).rowCount === 0);
  };
  await gate.query("begin");
  await gate.query("update person set erased_at = clock() where id = $1", [leaving.id]);
  const adding = call(owner, projects.setMember, {
    params: { project, person: leaving.id },
    body: { role: "trainer" },
  });
  await oneWaits();
  await gate.query("commit");
  expect(await adding).toMatchObject({ status: 404 });
  expect((await pool.query(memberOf, [project, leaving.id])).rowCount).toBe(0);
  await gate.query("begin");
  await gate.query("select from person where id = $1 for share", [coming.id]);
  const erasing = must(owner, people.erase, { params: { person: coming.id } });
  await oneWaits();
  await gate.query(
    "insert into membership (project_id, person_id, org_id, role) values ($1, $2, $3, 'trainer')",
    [project, coming.id, owner.org],
  );
  await gate.query("commit");
  gate.release();
  await erasing;
  expect((await pool.query(memberOf, [project, coming.id])).rowCount).toBe(0);
});

test("an empty installation invites its first owner, again at each start, until they have come in", async () => {
  const empty = await testApp();
  try {
    const given = { organization: "Acme", owner: "Olga", email: "olga@example.org" };
    const [one, two] = await Promise.all([
      inviteFirstOwner(empty.services, given),
      inviteFirstOwner(empty.services, given),
    ]);
    const open = await Promise.all(
      [one!, two!].map((link) =>
        call({ url: empty.url, headers: {} }, accounts.inspectLink, { body: { token: tokenOf(link.url) } }),
      ),
    );
    expect(open.map((outcome) => outcome.status).sort()).toEqual([200, 410]);
    const last = await inviteFirstOwner(empty.services, given);
    const body = { token: tokenOf(last!.url), password: "long enough password" };
    const me = await must({ url: empty.url, headers: {} }, accounts.followLink, { body });
    expect(me).toMatchObject({ role: "owner", organization: { name: "Acme" } });
    expect(await inviteFirstOwner(empty.services, given)).toBeNull();
  } finally {
    await empty.stop();
  }
});
