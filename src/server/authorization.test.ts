import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join as path } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnyEndpoint, Input, Scope } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";
import { TABLE } from "./authorization-table.case.ts";
import { call, must, type Visitor } from "./testing/call.ts";
import {
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join,
  type TestPerson,
} from "./testing/make.ts";
import { type TestApp, testApp } from "./testing/test-app.ts";

interface Route {
  name: string;
  endpoint: AnyEndpoint;
  letters: string;
  door: string;
}
const ROUTES: Route[] = Object.entries(contract)
  .flatMap(([feature, group]) =>
    Object.entries(group).map(([name, endpoint]) => ({ name: `${feature}.${name}`, endpoint })),
  )
  .map(({ name, endpoint }) => {
    const [letters = "", door = ""] = TABLE[name]?.split(" ") ?? [];
    return { name, endpoint, letters, door };
  });
const SCOPES: Scope[] = ["read", "write", "work", "admin"];
const ROLES = {
  O: "owner",
  A: "admin",
  M: "member without the project",
  m: "manager",
  r: "reviewer",
  t: "trainer",
  v: "viewer",
} as const;
type Letter = keyof typeof ROLES;

let app: TestApp;
let people: Record<Letter, TestPerson>;
let own: string;
let sibling: string;
let foreign: string;

beforeAll(async () => {
  app = await testApp();
  const { org, owner } = await buildOrganization(app);
  const build = (role: "admin" | "member") => buildPerson(app, org, { role });
  const [A, M, m, r, t, v] = await Promise.all(
    (["admin", "member", "member", "member", "member", "member"] as const).map(build),
  );
  people = { O: owner, A: A!, M: M!, m: m!, r: r!, t: t!, v: v! };
  [own, sibling] = (await Promise.all([buildProject(owner), buildProject(owner)])) as [string, string];
  for (const letter of "mrtv") {
    const role = ROLES[letter as Letter] as "manager" | "reviewer" | "trainer" | "viewer";
    await join(owner, own, people[letter as Letter], role);
  }
  foreign = await buildProject((await buildOrganization(app)).owner);
});
afterAll(() => app.stop());

/**
 * Sends a request that says nothing more than its address, about things that do not exist: who is let in is told
 * that, and changes nothing. 401 and 403 are the door; 404 is, too, where the project is not theirs to see.
 */
async function knock(visitor: Visitor, { endpoint }: Route, project: string): Promise<number> {
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const params = Object.fromEntries(names.map((name) => [name, name === "project" ? project : randomUUID()]));
  const input: object = { params, body: endpoint.body.def.type === "undefined" ? undefined : {} };
  return (await call(visitor, endpoint, input as Input<AnyEndpoint>)).status;
}
const inProject = (route: Route) => route.endpoint.path.includes(":project");
const isIn = (status: number) => status !== 401 && status !== 403;

/** The routes whose answer differs from what the table says; `expected` and `got` say whether one was let in. */
async function differences(
  visitor: Visitor,
  project: string,
  expected: (route: Route) => string,
  routes = ROUTES,
) {
  const wrong: string[] = [];
  const check = async (route: Route) => {
    const status = await knock(visitor, route, project);
    const wanted = expected(route);
    const got = wanted === "404" ? String(status) : isIn(status) ? "in" : String(status);
    if (got !== wanted) wrong.push(`${route.name}: ${status} instead of ${wanted}`);
  };
  // Signing out comes last: it ends the session that the other requests use.
  await Promise.all(routes.filter((route) => route.name !== "accounts.signOut").map(check));
  await Promise.all(routes.filter((route) => route.name === "accounts.signOut").map(check));
  return wrong;
}

test("every route of the contract is in the table and has a handler", () => {
  expect(Object.keys(TABLE).sort()).toEqual(ROUTES.map((route) => route.name).sort());
  const missing = ROUTES.filter(({ endpoint: { method, path: url } }) => !app.app.hasRoute({ method, url }));
  expect(missing.map((route) => route.name)).toEqual([]);
});

test("no route is made but from the contract, beside the page and the health check", () => {
  const sources = readdirSync("src/server", { recursive: true, encoding: "utf8" }).filter((f) =>
    /(?<!\.test)\.ts$/.test(f),
  );
  const makers = sources.filter((file) =>
    /\bapp\s*\.(get|post|put|patch|delete|all|route)\(/.test(readFileSync(path("src/server", file), "utf8")),
  );
  expect(makers.sort()).toEqual(["app.ts", path("http", "implement.ts")]);
});

describe("in their own project", () => {
  test.each(Object.entries(ROLES))("%s: %s", async (letter) => {
    const wrong = await differences(people[letter as Letter], own, (route) => {
      if (route.letters.includes(letter)) return "in";
      return letter === "M" && inProject(route) ? "404" : "403";
    });
    expect(wrong).toEqual([]);
    await renewSession(people[letter as Letter]);
  });
});

describe("in a project that is not theirs", () => {
  const routes = ROUTES.filter(inProject);
  test.each(["m", "r", "t", "v", "M"] as const)(
    "%s finds nothing in another project of the organization",
    async (letter) => {
      expect(await differences(people[letter], sibling, () => "404", routes)).toEqual([]);
    },
  );
  test("owner and admin manage every project of theirs", async () => {
    for (const letter of ["O", "A"] as const)
      expect(await differences(people[letter], sibling, () => "in", routes)).toEqual([]);
  });
  test.each(Object.entries(ROLES))("%s: %s, nothing is found of another organization", async (letter) => {
    expect(await differences(people[letter as Letter], foreign, () => "404", routes)).toEqual([]);
  });
});

describe("without a session", () => {
  test("a stranger is let in at the doors for everybody alone, wherever they knock", async () => {
    const expected = (route: Route) => (route.door === "public" ? "in" : "401");
    const stranger = { url: app.url, headers: {} };
    expect(await differences(stranger, own, expected)).toEqual([]);
    const guesser = {
      url: app.url,
      headers: { cookie: "plumbline_session=guess", authorization: "Bearer guess" },
    };
    expect(await differences(guesser, randomUUID(), expected)).toEqual([]);
  });

  test.each(SCOPES)("an owner's key for %s does that and no more", async (scope) => {
    const key = await buildKey(app, people.O, [scope]);
    const wrong = await differences(key, own, ({ door }) =>
      door === "public" || door === scope ? "in" : "403",
    );
    expect(wrong).toEqual([]);
    expect(await differences(key, foreign, () => "404", ROUTES.filter(inProject))).toEqual([]);
  });

  test.each(Object.entries(ROLES))(
    "%s: a key of the %s gives no more than their role and its scope",
    async (letter) => {
      const person = people[letter as Letter];
      for (const scopes of [...SCOPES.map((scope) => [scope]), SCOPES]) {
        const key = await buildKey(app, person, scopes);
        const wrong = await differences(key, own, (route) => {
          if (route.door === "public") return "in";
          if (letter === "M" && inProject(route)) return "404";
          return route.letters.includes(letter) && scopes.some((scope) => scope === route.door)
            ? "in"
            : "403";
        });
        expect(wrong, scopes.join()).toEqual([]);
      }
    },
  );

  test("a key for one project opens nothing but that project, not even of its owner's", async () => {
    const { secret } = await must(people.O, contract.keys.create, {
      body: { name: "One", scopes: SCOPES, projectId: own },
    });
    const key = { url: app.url, headers: { authorization: `Bearer ${secret}` } };
    const expected = (route: Route) =>
      route.door === "public" || (inProject(route) && route.door !== "person") ? "in" : "403";
    expect(await differences(key, own, expected)).toEqual([]);
    for (const project of [sibling, foreign])
      expect(await differences(key, project, ({ door }) => (door === "public" ? "in" : "403"))).toEqual([]);
  });
});

describe("people, sessions and keys of others", () => {
  test("are not found by those of another organization, nor by their equals", async () => {
    const { owner: other } = await buildOrganization(app);
    const { rows } = await app.services.database.pool.query<{ id: string }>(
      "select id from session where person_id = $1",
      [people.t.id],
    );
    const key = randomUUID();
    await app.services.database.pool.query(
      "insert into api_key (id, org_id, person_id, name, prefix, hash, scopes) values ($1, $2, $3, 'k', 'k', $4, '{read}')",
      [key, people.t.org, people.t.id, Buffer.from(key)],
    );
    const { accounts, keys, people: persons, projects } = contract;
    for (const who of [other, people.r]) {
      expect(await call(who, accounts.revokeSession, { params: { session: rows[0]!.id } })).toMatchObject({
        status: 404,
      });
      expect(await call(who, keys.revoke, { params: { key } })).toMatchObject({ status: 404 });
    }
    const params = { person: people.t.id };
    expect(await call(other, persons.update, { params, body: { blocked: true } })).toMatchObject({
      status: 404,
    });
    expect(await call(other, persons.newLink, { params })).toMatchObject({ status: 404 });
    expect(await call(other, persons.erase, { params })).toMatchObject({ status: 404 });
    const theirs = await buildProject(other);
    const member = { params: { project: theirs, person: people.t.id }, body: { role: "trainer" as const } };
    expect(await call(other, projects.setMember, member)).toMatchObject({ status: 404 });
  });
});

/** After a sign-out: the same person in a new session. */
async function renewSession(person: TestPerson): Promise<void> {
  const token = person.headers.cookie!.split("=")[1]!;
  await app.services.database.pool.query(
    "insert into session (id, token_hash, org_id, person_id, expires_at) values ($1, sha256($2), $3, $4, clock() + interval '1 day') on conflict do nothing",
    [randomUUID(), Buffer.from(token), person.org, person.id],
  );
}
