import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { change } from "../../db/change.ts";
import { call, must, type Visitor } from "../../testing/call.ts";
import { buildKey, buildOrganization, buildPerson, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { forgetSessions, type LinkPurpose, makeLink } from "./index.ts";

const { accounts } = contract;
const PASSWORD = "correct horse battery";

let app: TestApp;
let org: string;
beforeAll(async () => {
  app = await testApp();
  ({ org } = await buildOrganization(app));
});
afterAll(() => app.stop());

const stranger = (): Visitor => ({ url: app.url, headers: {} });

async function linkFor(person: TestPerson, purpose: LinkPurpose = "recovery"): Promise<string> {
  const { url } = await change(app.services.database, { org, agent: person.id }, (tx) =>
    makeLink(tx, app.url, { person: person.id, purpose }),
  );
  return url.split("#")[1]!;
}

function visitorOf(headers: Headers): Visitor {
  return { url: app.url, headers: { cookie: headers.get("set-cookie")!.split(";")[0]! } };
}

async function personWithPassword(): Promise<TestPerson & { email: string }> {
  const person = await buildPerson(app, org, {});
  await must(person, accounts.setPassword, { body: { next: PASSWORD } });
  return { ...person, email: `${person.id}@example.org` };
}

describe("signing in by password", () => {
  test("gives a session in a cookie that no script can read", async () => {
    const person = await personWithPassword();
    const body = { email: ` ${person.email.toUpperCase()} `, password: PASSWORD };
    const outcome = await call(stranger(), accounts.signIn, { body });
    expect(outcome.headers.get("set-cookie")).toMatch(
      /^plumbline_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax;/,
    );
    expect(await must(visitorOf(outcome.headers), accounts.me, {})).toMatchObject({
      id: person.id,
      hasPassword: true,
    });
  });

  test("says the same of a wrong password, an unknown address, a person without password and a blocked one", async () => {
    const known = await personWithPassword();
    const blocked = await personWithPassword();
    await app.services.database.pool.query("update person set blocked_at = clock() where id = $1", [
      blocked.id,
    ]);
    const silent = await buildPerson(app, org);
    const tries = [
      { email: known.email, password: "wrong password" },
      { email: "nobody@example.org", password: PASSWORD },
      { email: `${silent.id}@example.org`, password: PASSWORD },
      { email: blocked.email, password: PASSWORD },
    ];
    const answers = await Promise.all(tries.map((body) => call(stranger(), accounts.signIn, { body })));
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, problem: { code: "wrong_credentials" } });
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  });
});

describe("links", () => {
  test("an invitation sets name and password, and works once", async () => {
    const person = await buildPerson(app, org);
    const token = await linkFor(person, "invitation");
    expect(await must(stranger(), accounts.inspectLink, { body: { token } })).toMatchObject({
      purpose: "invitation",
    });
    expect(await call(stranger(), accounts.followLink, { body: { token } })).toMatchObject({
      status: 422,
      problem: { fields: { password: expect.any(String) } },
    });
    const body = { token, password: PASSWORD, name: "Ada" };
    const me = await must(stranger(), accounts.followLink, { body });
    expect(me).toMatchObject({ id: person.id, name: "Ada", hasPassword: true });
    expect(await call(stranger(), accounts.followLink, { body })).toMatchObject({ status: 410 });
    const email = `${person.id}@example.org`;
    expect(await must(stranger(), accounts.signIn, { body: { email, password: PASSWORD } })).toMatchObject({
      name: "Ada",
    });
  });

  test("one link followed twelve times at once lets one in", async () => {
    const token = await linkFor(await buildPerson(app, org), "demo");
    const body = { token };
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => call(stranger(), accounts.followLink, { body })),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  });

  test("an expired, a replaced and an invented link are all spent", async () => {
    const person = await buildPerson(app, org);
    const replaced = await linkFor(person);
    const expired = await linkFor(person);
    await app.services.database.pool.query(
      "update sign_in_link set expires_at = clock() where person_id = $1",
      [person.id],
    );
    for (const token of [replaced, expired, "invented"]) {
      const outcome = await call(stranger(), accounts.inspectLink, { body: { token } });
      expect(outcome).toMatchObject({ status: 410, problem: { code: "link_spent" } });
    }
  });

  test("a recovery ends all sessions, and asks what happens to the API keys", async () => {
    const [losing, keeping] = [await buildPerson(app, org), await buildPerson(app, org)];
    for (const [person, keys] of [
      [losing, "revoke"],
      [keeping, "keep"],
    ] as const) {
      const key = await buildKey(app, person, ["read"]);
      const token = await linkFor(person);
      const inspected = await must(stranger(), accounts.inspectLink, { body: { token } });
      expect(inspected.keys).toMatchObject([{ name: "test", scopes: ["read"] }]);
      expect(await call(stranger(), accounts.followLink, { body: { token } })).toMatchObject({
        status: 422,
        problem: { fields: { keys: expect.any(String) } },
      });
      expect((await call(person, accounts.me, {})).ok).toBe(true);
      await must(stranger(), accounts.followLink, { body: { token, keys } });
      expect(await call(person, accounts.me, {})).toMatchObject({ status: 401 });
      expect((await call(key, accounts.me, {})).ok).toBe(keys === "keep");
    }
  });

  test("a new password by link ends the sessions that were open", async () => {
    const person = await buildPerson(app, org);
    const token = await linkFor(person);
    await must(stranger(), accounts.followLink, { body: { token, password: PASSWORD } });
    expect(await call(person, accounts.me, {})).toMatchObject({ status: 401 });
  });
});

describe("sessions", () => {
  test("are listed for their owner and end one by one", async () => {
    const person = await personWithPassword();
    const { headers } = await call(stranger(), accounts.signIn, {
      body: { email: person.email, password: PASSWORD },
    });
    const second = visitorOf(headers);
    const { rows } = await must(person, accounts.sessions, {});
    expect(rows.map((row) => row.current).sort()).toEqual([false, true]);
    const other = rows.find((row) => !row.current)!;
    const thief = await buildPerson(app, org);
    const params = { session: other.id };
    expect(await call(thief, accounts.revokeSession, { params })).toMatchObject({ status: 404 });
    await must(person, accounts.revokeSession, { params });
    expect(await call(second, accounts.me, {})).toMatchObject({ status: 401 });
  });

  test("whose time is over are deleted, the others stay", async () => {
    const { pool } = app.services.database;
    const [late, live] = [await buildPerson(app, org), await buildPerson(app, org)];
    await pool.query("update session set expires_at = clock() - interval '1 s' where person_id = $1", [
      late.id,
    ]);
    await forgetSessions.run(app.services);
    const { rows } = await pool.query("select person_id from session where person_id = any($1)", [
      [late.id, live.id],
    ]);
    expect(rows).toEqual([{ person_id: live.id }]);
  });

  test("signing out ends the session on the server, not only in the browser", async () => {
    const person = await buildPerson(app, org);
    const outcome = await call(person, accounts.signOut, {});
    expect(outcome.headers.get("set-cookie")).toContain("Max-Age=0");
    expect(await call(person, accounts.me, {})).toMatchObject({ status: 401 });
  });

  test("a new password needs the present one and leaves only this session", async () => {
    const person = await personWithPassword();
    const { headers } = await call(stranger(), accounts.signIn, {
      body: { email: person.email, password: PASSWORD },
    });
    const next = "another long password";
    expect(await call(person, accounts.setPassword, { body: { next } })).toMatchObject({ status: 422 });
    await must(person, accounts.setPassword, { body: { current: PASSWORD, next } });
    expect(await call(visitorOf(headers), accounts.me, {})).toMatchObject({ status: 401 });
    expect(await must(person, accounts.me, {})).toMatchObject({ id: person.id });
  });
});

test("a preference that is changed leaves the others as they were", async () => {
  const person = await buildPerson(app, org);
  await must(person, accounts.update, { body: { preferences: { theme: "dark", keys: { submit: "s" } } } });
  const me = await must(person, accounts.update, { body: { name: "Grace", preferences: { textSize: 20 } } });
  expect(me).toMatchObject({
    name: "Grace",
    preferences: { theme: "dark", textSize: 20, keys: { submit: "s" } },
  });
});

test("an API key, even with every scope, cannot take its owner's account over", async () => {
  const key = await buildKey(app, await buildPerson(app, org), ["read", "write", "work", "admin"]);
  expect(await must(key, accounts.me, {})).toMatchObject({ role: "member" });
  expect(await call(key, accounts.setPassword, { body: { next: PASSWORD } })).toMatchObject({ status: 403 });
  expect(await call(key, accounts.sessions, {})).toMatchObject({ status: 403 });
});

describe("one's own address", () => {
  test("is set where there is none, and signs in from then on", async () => {
    const person = await personWithPassword();
    await app.services.database.pool.query("update identity set email = null where person_id = $1", [
      person.id,
    ]);
    const email = `first-${person.id}@example.org`;
    expect(await must(person, accounts.update, { body: { name: "Olga", email } })).toMatchObject({
      name: "Olga",
      email,
    });
    await must(stranger(), accounts.signIn, { body: { email, password: PASSWORD } });
  });

  test("is replaced by whoever knows the password, and never by one that somebody has", async () => {
    const person = await personWithPassword();
    const other = await personWithPassword();
    const email = `moved-${person.id}@example.org`;
    for (const current of [undefined, "wrong password"]) {
      expect(await call(person, accounts.update, { body: { email, current } })).toMatchObject({
        status: 422,
        problem: { fields: { current: expect.any(String) } },
      });
    }
    const taken = { email: other.email.toUpperCase(), current: PASSWORD };
    expect(await call(person, accounts.update, { body: taken })).toMatchObject({
      problem: { code: "address_taken", fields: { email: expect.any(String) } },
    });
    expect(await must(person, accounts.me, {})).toMatchObject({ email: person.email });
    expect(await must(person, accounts.update, { body: { email, current: PASSWORD } })).toMatchObject({
      email,
    });
  });
});
