import { afterAll, beforeAll, expect, test } from "vitest";
import type { Scope } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";
import { call, must, type Visitor } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, type TestPerson } from "../../testing/make.ts";
import { rewriteRows } from "../../testing/rewrite-rows.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { keys, people, projects } = contract;
let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

async function makeKey(scopes: Scope[], projectId: string | null = null, owner: Visitor = lead) {
  const made = await must(owner, keys.create, {
    body: { name: "CI", scopes, projectId },
    key: `a-key-${Math.random()}`,
  });
  return { ...made, visitor: { url: app.url, headers: { authorization: `Bearer ${made.secret}` } } };
}

test("a key does what its scopes say, until it is revoked", async () => {
  const { key, visitor } = await makeKey(["read"]);
  expect((await call(visitor, projects.list, { query: {} })).ok).toBe(true);
  expect(await call(visitor, projects.create, { body: { name: "No" } })).toMatchObject({ status: 403 });
  await must(lead, keys.revoke, { params: { key: key.id } });
  expect(await call(visitor, projects.list, { query: {} })).toMatchObject({ status: 401 });
  expect((await must(lead, keys.list, {})).rows.some((row) => row.id === key.id)).toBe(false);
});

test("a secret is shown once and kept nowhere, not even as the answer to a repeated request", async () => {
  const { secret } = await makeKey(["read"]);
  expect(JSON.stringify(await must(lead, keys.list, {}))).not.toContain(secret);
  const { rows } = await app.services.database.pool.query(
    "select (select string_agg(k::text, '') from api_key k) || coalesce((select string_agg(i::text, '') from idempotency i), '') || (select string_agg(e::text, '') from event e) as all",
  );
  expect(rows[0].all).toContain(secret.slice(0, 12));
  expect(rows[0].all).not.toContain(secret);
});

test("a key of one project opens no other", async () => {
  const [mine, other] = await Promise.all([buildProject(lead), buildProject(lead)]);
  const { visitor } = await makeKey(["read"], mine);
  expect((await call(visitor, projects.get, { params: { project: mine } })).ok).toBe(true);
  expect((await call(visitor, projects.get, { params: { project: other } })).ok).toBe(false);
  const stranger = await buildPerson(app, lead.org);
  const body = { name: "CI", scopes: ["read" as const], projectId: mine };
  expect(await call(stranger, keys.create, { body })).toMatchObject({ status: 404 });
});

test("a key makes no key that may do more, and a member revokes no one else's", async () => {
  const { key, visitor } = await makeKey(["admin"]);
  const body = { name: "More", scopes: ["admin", "write"] satisfies Scope[] };
  expect(await call(visitor, keys.create, { body })).toMatchObject({ status: 403 });
  const other = await buildPerson(app, lead.org);
  expect(await call(other, keys.revoke, { params: { key: key.id } })).toMatchObject({ status: 404 });
});

test("a key ends with its days, and with its person", async () => {
  const { visitor, key } = await makeKey(["read"]);
  const expired = "update api_key set expires_at = clock() - interval '1 s' where id = $1";
  await rewriteRows(app, "api_key", expired, [key.id]);
  expect(await call(visitor, projects.list, { query: {} })).toMatchObject({ status: 401 });
});

test("whoever runs the organization sees everyone's keys and revokes them, with an event for each", async () => {
  const [admin, member] = [
    await buildPerson(app, lead.org, { role: "admin" }),
    await buildPerson(app, lead.org),
  ];
  const theirs = await makeKey(["admin", "read"], null, member);
  const child = await must(theirs.visitor, keys.create, { body: { name: "Child", scopes: ["read"] } });
  const grandchild = { url: app.url, headers: { authorization: `Bearer ${child.secret}` } };
  expect((await call(grandchild, projects.list, {})).ok).toBe(true);
  expect(await call(member, people.keys, {})).toMatchObject({ status: 403 });
  const { rows } = await must(admin, people.keys, {});
  expect(rows.filter(({ person }) => person.id === member.id).map(({ name }) => name)).toEqual([
    "Child",
    "CI",
  ]);
  expect(rows.some(({ person }) => person.id === lead.id)).toBe(true);

  await must(admin, keys.revoke, { params: { key: theirs.key.id } });
  for (const visitor of [theirs.visitor, grandchild])
    expect(await call(visitor, projects.list, {})).toMatchObject({ status: 401 });
  const events = await app.services.database.pool.query(
    "select agent_id as by, body->>'key' as key from event where kind = 'key.revoked' and body->>'person' = $1",
    [member.id],
  );
  expect(events.rows).toHaveLength(2);
  expect(events.rows).toContainEqual({ by: admin.id, key: child.key.id });
  const { owner: stranger } = await buildOrganization(app);
  expect(await call(stranger, keys.revoke, { params: { key: theirs.key.id } })).toMatchObject({
    status: 404,
  });
});

test("a key that is made while the key it is made with is revoked ends too, or is never made", async () => {
  for (let round = 0; round < 5; round++) {
    const { key, visitor } = await makeKey(["admin", "read"]);
    const body = { name: "Racer", scopes: ["read"] satisfies Scope[] };
    const [made] = await Promise.all([
      call(visitor, keys.create, { body }),
      must(lead, keys.revoke, { params: { key: key.id } }),
    ]);
    if (!made.ok) continue;
    const racer = { url: app.url, headers: { authorization: `Bearer ${made.data.secret}` } };
    expect(await call(racer, projects.list, {})).toMatchObject({ status: 401 });
  }
});

test("a key that a key makes ends with it, and neither becomes a session of its owner's", async () => {
  const body = { name: "Short", scopes: ["admin"] satisfies Scope[], days: 1 };
  const short = await must(lead, keys.create, { body });
  const visitor = { url: app.url, headers: { authorization: `Bearer ${short.secret}` } };
  for (const days of [null, 300]) {
    const made = await must(visitor, keys.create, { body: { ...body, days } });
    expect(made.key.expiresAt).toBe(short.key.expiresAt);
  }
  expect(await call(visitor, people.newLink, { params: { person: lead.id } })).toMatchObject({ status: 403 });
});
