import { Agent, type IncomingMessage, request } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AnyEndpoint, KB, mostValues } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";
import { call, type Visitor } from "../testing/call.ts";
import { buildOrganization, type TestPerson } from "../testing/make.ts";
import { type TestApp, testApp } from "../testing/test-app.ts";
import { holdsMoreThan } from "./read-json.ts";

let app: TestApp;
let owner: TestPerson;
beforeAll(async () => {
  app = await testApp({ bodyMs: 10_000 }); // a body that is waited for ends in 408
  ({ owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

const DOORS: AnyEndpoint[] = [
  contract.accounts.signIn,
  contract.accounts.followLink,
  contract.accounts.inspectLink,
];
const ID = "00000000-0000-7000-8000-000000000001";

/** No body of JSON may be larger: to read one keeps everyone else waiting. */
const LARGEST = 8192 * KB;

/** The status of a request that announces a body beyond that, and sends none of it. */
function announce(endpoint: AnyEndpoint, { url, headers }: Visitor): Promise<number> {
  const path = (endpoint.path as string).replace(/:\w+/g, ID);
  const type = endpoint.transfer === "upload" ? "application/octet-stream" : "application/json";
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, {
      method: endpoint.method,
      headers: { "x-plumbline": "test", "content-type": type, "content-length": LARGEST + 1, ...headers },
    });
    sent.on("error", reject);
    sent.on("response", ({ statusCode = 0 }) => {
      resolve(statusCode);
      sent.destroy();
    });
    sent.flushHeaders();
  });
}

test("no endpoint reads a byte of a body before it knows who sends it, nor of one that is too large", async () => {
  const endpoints = Object.values(contract)
    .flatMap((group): AnyEndpoint[] => Object.values(group))
    .filter(({ method }) => method !== "GET");
  const stranger = { url: app.url, headers: {} };
  const refused = await Promise.all(
    endpoints.map(async (endpoint) => ({
      endpoint: endpoint.summary,
      unknown: await announce(endpoint, stranger),
      key: await announce(endpoint, { url: app.url, headers: { authorization: "Bearer nobody" } }),
      limit: endpoint.limit <= LARGEST,
    })),
  );
  expect(refused).toEqual(
    endpoints.map((endpoint) => {
      const status = DOORS.includes(endpoint) ? 413 : 401;
      return { endpoint: endpoint.summary, unknown: status, key: status, limit: true };
    }),
  );
});

test("who sends more than is read gets the reason, and the rest is not read", async () => {
  const { port } = new URL(app.url);
  const taken = new Promise<number>((resolve) => {
    app.app.server.once("connection", (socket) => socket.once("close", () => resolve(socket.bytesRead)));
  });
  const status = await new Promise((resolve, reject) => {
    const headers = { "x-plumbline": "test", "content-type": "application/json" };
    const options = {
      agent: new Agent({ keepAlive: true }),
      port,
      method: "POST",
      path: "/api/projects",
      headers,
    };
    const sent = request(options, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    });
    sent.on("error", reject);
    sent.end(Buffer.alloc(64 << 20, "x"));
  });
  expect(status).toBe(401);
  expect(await taken).toBeLessThan(1 << 20);
});

test("nothing is kept of a refused request whose sender is gone", async () => {
  const kept: WeakRef<IncomingMessage>[] = [];
  const keep = (raw: IncomingMessage) => void kept.push(new WeakRef(raw));
  app.app.server.on("request", keep);
  await announce(contract.projects.create, { url: app.url, headers: {} });
  app.app.server.off("request", keep);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const isGone = () => {
    collect();
    return kept.map((raw) => raw.deref() === undefined);
  };
  await expect.poll(isGone, { timeout: 5_000 }).toEqual([true]);
});

test("a body beyond its endpoint's limit, in bytes or in values, is refused with what the endpoint takes", async () => {
  const { create } = contract.projects;
  const { invite } = contract.people;
  const large = await call(owner, invite, { body: { name: "x".repeat(17 * KB) } });
  expect(large).toMatchObject({
    status: 413,
    problem: { message: expect.stringContaining("at most 16 KB") },
  });
  const settings = { queueBy: Array.from({ length: mostValues(create.limit) }, () => "") };
  const many = await call(owner, create, { body: { name: "Many", settings } });
  expect(many).toMatchObject({ status: 413, problem: { message: expect.stringContaining("131072 values") } });
});

test.each([
  ["[1,2,[3,{}],4]", 8],
  ['{"a,b[{":"\\"[,","c":{"d":[]}}', 5],
  ["[".repeat(50), 51],
])("values are counted outside of texts alone: %s", (text, values) => {
  expect([holdsMoreThan(values, text), holdsMoreThan(values - 1, text)]).toEqual([false, true]);
});
