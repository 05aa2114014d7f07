import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { AnyEndpoint, Input } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";
import { createApp } from "./app.ts";
import { addItems } from "./testing/add-items.ts";
import { call, must, type Visitor } from "./testing/call.ts";
import { buildOrganization, buildPerson, buildProject, type TestPerson } from "./testing/make.ts";
import { type TestApp, testApp } from "./testing/test-app.ts";

const { accounts, keys, people, projects } = contract;
const PASSWORD = "canary password 8f1e";

let app: TestApp;
let owner: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

const stranger = (): Visitor => ({ url: app.url, headers: {} });

describe("requests that another site makes a browser send", () => {
  const send = (headers: Record<string, string>) =>
    fetch(`${app.url}/api/projects`, {
      method: "POST",
      headers: { ...owner.headers, "content-type": "application/json", ...headers },
      body: JSON.stringify({ name: "Planted" }),
    });

  test.each([
    ["without our header", {}],
    ["with the origin of another site", { "x-plumbline": "web", origin: "https://evil.example" }],
    [
      "with an origin that only begins like ours",
      { "x-plumbline": "web", origin: "http://127.0.0.1.evil.example" },
    ],
    ["with no origin to speak of", { "x-plumbline": "web", origin: "null" }],
  ])("are refused %s", async (_name, headers) => {
    const response = await send(headers as Record<string, string>);
    expect([response.status, (await response.json()).code]).toEqual([403, "foreign_origin"]);
  });

  test("are refused as a plain form, whatever its type says", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
    ]) {
      const response = await send({ "content-type": type });
      expect(response.ok).toBe(false);
    }
    const { rows } = await app.services.database.pool.query("select from project where name = 'Planted'");
    expect(rows).toHaveLength(0);
  });

  test("get no answer that another origin's script could read", async () => {
    const response = await fetch(`${app.url}/api/me`, {
      headers: { ...owner.headers, origin: "https://evil.example" },
    });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });
});

describe("the session cookie", () => {
  test("over HTTPS is pinned to this host and to secure transport, and outlives a session in use", async () => {
    const person = await buildPerson(app, owner.org);
    await must(person, accounts.setPassword, { body: { next: PASSWORD } });
    const before = app.services.baseUrl;
    app.services.baseUrl = "https://plumbline.example";
    try {
      const body = { email: `${person.id}@example.org`, password: PASSWORD };
      const { headers } = await call(stranger(), accounts.signIn, { body });
      expect(headers.get("set-cookie")).toMatch(
        /^__Host-plumbline_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000; Secure$/,
      );
    } finally {
      app.services.baseUrl = before;
    }
  });

  test("is a new one at every sign-in, whatever the browser brought", async () => {
    const person = await buildPerson(app, owner.org);
    await must(person, accounts.setPassword, { body: { next: PASSWORD } });
    const fixed = { url: app.url, headers: { cookie: "plumbline_session=fixed-by-somebody-else" } };
    const body = { email: `${person.id}@example.org`, password: PASSWORD };
    const { headers } = await call(fixed, accounts.signIn, { body });
    expect(headers.get("set-cookie")).not.toContain("fixed-by-somebody-else");
    expect(await call(fixed, accounts.me, {})).toMatchObject({ status: 401 });
  });

  test("ends after thirty days without use", async () => {
    const person = await buildPerson(app, owner.org);
    const { pool } = app.services.database;
    await pool.query("update session set expires_at = clock() - interval '1 s' where person_id = $1", [
      person.id,
    ]);
    expect(await call(person, accounts.me, {})).toMatchObject({ status: 401 });
  });
});

describe("guessing", () => {
  let guarded: TestApp;
  beforeEach(async () => {
    guarded = await testApp();
  });
  afterEach(() => guarded.stop());

  async function victim(): Promise<string> {
    const { owner: person } = await buildOrganization(guarded);
    await must(person, accounts.setPassword, { body: { next: PASSWORD } });
    return `${person.id}@example.org`;
  }
  async function signIn(remoteAddress: string, email: string, password: string) {
    const headers = { "x-plumbline": "test" };
    const payload = { email, password };
    const request = { method: "POST", url: "/api/sign-in", headers, payload, remoteAddress } as const;
    return (await guarded.app.inject(request)).statusCode;
  }

  test("ends after twenty wrong passwords from an address, all at once or between right ones", async () => {
    const [own, email] = [await victim(), await victim()];
    const inside = () => signIn("10.0.0.1", own, PASSWORD);
    expect(new Set(await Promise.all(Array.from({ length: 30 }, inside)))).toEqual(new Set([200]));
    const wrong = await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        const guess = signIn("10.0.0.1", `${n}-${email}`, "wrong password");
        if (n % 3 === 0) await inside();
        return guess;
      }),
    );
    expect(wrong.filter((status) => status === 401)).toHaveLength(20);
    expect(wrong.filter((status) => status === 429)).toHaveLength(10);
    expect(await inside()).toBe(429);
    expect(await signIn("10.0.0.2", own, PASSWORD)).toBe(200);
  });

  test("ends after twenty wrong passwords at an account, wherever they come from", async () => {
    const [other, email] = [await victim(), await victim()];
    const wrong = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        signIn(`10.0.1.${n}`, ` ${email.toUpperCase()}`, "wrong password"),
      ),
    );
    expect(wrong.filter((status) => status === 401)).toHaveLength(20);
    expect(await signIn("10.0.2.1", email, PASSWORD)).toBe(429);
    expect(await signIn("10.0.2.1", other, PASSWORD)).toBe(200);
  });

  test("is counted together by all servers over one database", async () => {
    const email = await victim();
    const options = { trustProxy: false as const, webFolder: "/nowhere" };
    const second = await createApp(guarded.services, options);
    onTestFinished(() => second.close());
    const headers = { "x-plumbline": "test" };
    const at = [guarded.app, second];
    const guess = async (n: number, password = "wrong password") => {
      const payload = { email, password };
      const remoteAddress = `10.0.4.${n}`;
      const sent = { method: "POST", url: "/api/sign-in", headers, payload, remoteAddress } as const;
      return (await at[n % 2]!.inject(sent)).statusCode;
    };
    for (let n = 0; n < 20; n++) expect(await guess(n)).toBe(401);
    expect([await guess(20, PASSWORD), await guess(21, PASSWORD)]).toEqual([429, 429]);
  });

  test("is counted by the very address that is looked up: letters that only look alike lead to nobody", async () => {
    const email = await victim();
    expect(await signIn("10.0.3.1", ` ${email.toUpperCase()} `, PASSWORD)).toBe(200);
    const { pool } = guarded.services.database;
    await pool.query("update identity set email = 'victim@example.org' where email = $1", [email]);
    expect(await signIn("10.0.3.1", "VICTIM@example.org", PASSWORD)).toBe(200);
    expect(await signIn("10.0.3.1", "V\u0130CT\u0130M@example.org", PASSWORD)).toBe(401);
  });

  test("is counted too where somebody signed in must say the present password", async () => {
    const { owner: person } = await buildOrganization(guarded);
    await must(person, accounts.setPassword, { body: { next: PASSWORD } });
    const guess = () =>
      call(person, accounts.update, { body: { email: "mine@example.org", current: "wrong password" } });
    for (let n = 0; n < 20; n++) expect(await guess()).toMatchObject({ problem: { code: "wrong_password" } });
    expect(await guess()).toMatchObject({ status: 429, problem: { code: "too_many" } });
    const body = { next: "another long password", current: PASSWORD };
    expect(await call(person, accounts.setPassword, { body })).toMatchObject({ status: 429 });
  });
});

test("no answer of any route holds a secret or its hash", async () => {
  const project = await buildProject(owner);
  const [item] = await addItems(app, owner, project, 2);
  await must(owner, accounts.setPassword, { body: { next: PASSWORD } });
  const key = await must(owner, keys.create, { body: { name: "k", scopes: ["read"] } });
  const invited = await must(owner, people.invite, { body: { name: "New", email: "new@example.org" } });
  const { pool } = app.services.database;
  const { rows: hashes } = await pool.query<{ secret: Buffer | string }>(
    `select token_hash as secret from session union all select token_hash from sign_in_link union all select hash from api_key
     union all select salt from organization where id = '${owner.org}'`,
  );
  const { rows: passwords } = await pool.query<{ secret: string }>(
    "select password_hash as secret from identity where password_hash is not null",
  );
  const secrets = [
    PASSWORD,
    key.secret,
    invited.link!.url.split("#")[1]!,
    owner.headers.cookie!.split("=")[1]!,
    ...passwords.map((row) => row.secret),
    ...hashes.flatMap(({ secret }) =>
      ["hex", "base64"].map((form) => (secret as Buffer).toString(form as BufferEncoding)),
    ),
  ].filter((secret) => secret.length > 8);
  const { rows: members } = await must(owner, projects.members, { params: { project } });
  const ids: Record<string, string> = {
    project,
    item: item!,
    person: members[0]!.person.id,
    key: key.key.id,
  };
  for (const endpoint of Object.values(contract).flatMap((group) => Object.values(group) as AnyEndpoint[])) {
    if (endpoint.method !== "GET") continue;
    const params = Object.fromEntries(
      [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, ids[name!] ?? project]),
    );
    const outcome = await call(owner, endpoint, { params } as Input<AnyEndpoint>);
    const text = JSON.stringify(outcome);
    for (const secret of secrets) expect(text, endpoint.path).not.toContain(secret);
  }
});

test("a cookie of the plain name, which a neighbouring host could set, signs nobody in over HTTPS", async () => {
  const before = app.services.baseUrl;
  app.services.baseUrl = "https://plumbline.example";
  try {
    expect(await call(owner, accounts.me, {})).toMatchObject({ status: 401 });
    const cookie = owner.headers.cookie!.replace("plumbline_session", "__Host-plumbline_session");
    const tossed = `plumbline_session=somebody-else; ${cookie}`;
    expect(await call({ url: app.url, headers: { cookie: tossed } }, accounts.me, {})).toMatchObject({
      ok: true,
    });
  } finally {
    app.services.baseUrl = before;
  }
});

test("every answer carries the policy, also one to an address that cannot be read", async () => {
  for (const path of ["/", "/%ff", "/api/%ff", "/no.file", "/api/none", "/api/me"]) {
    const { headers } = await fetch(app.url + path);
    expect(headers.get("content-security-policy"), path).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
  }
});

test("no path leads out of the folder of the page's files", async () => {
  const ups = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "....//", "%252e%252e%252f"];
  for (const path of [
    ...ups.map((up) => `/${up.repeat(9)}etc/passwd`),
    "//etc/passwd",
    "/assets/%00/etc/passwd",
  ]) {
    const { statusCode, body } = await app.app.inject(path);
    expect(body, path).not.toContain("root:");
    expect(statusCode, path).toBeLessThan(500);
  }
});

test("errors tell nothing of the inside", async () => {
  const response = await fetch(`${app.url}/api/projects`, {
    method: "POST",
    headers: { ...owner.headers, "x-plumbline": "web", "content-type": "application/json" },
    body: '{"name": "x", "__proto__": {"admin": true}',
  });
  const text = await response.text();
  expect(response.status).toBe(400);
  expect(text).not.toMatch(/node_modules|src\/server|at \w+ \(/);
});

test("keys of a body that pollute prototypes are refused, unknown ones are dropped", async () => {
  const send = (body: string) =>
    fetch(`${app.url}/api/projects`, {
      method: "POST",
      headers: { ...owner.headers, "x-plumbline": "web", "content-type": "application/json" },
      body,
    });
  expect((await send('{"name": "x", "__proto__": {"polluted": true}}')).status).toBe(400);
  const made = await send(
    '{"name": "x", "org_id": "00000000-0000-7000-8000-000000000000", "state": "archived"}',
  );
  expect(await made.json()).toMatchObject({ state: "open" });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
