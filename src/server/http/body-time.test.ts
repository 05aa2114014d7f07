import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { buildOrganization, buildProject, type TestPerson } from "../testing/make.ts";
import { type TestApp, testApp } from "../testing/test-app.ts";

let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp({ bodyMs: 1000 });
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

/** Begins a request whose body has 1000 bytes, of which none is sent yet. */
async function begin(path: string, type: string, headers: Record<string, string> = {}): Promise<Socket> {
  const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  const all = {
    host: "x",
    "x-plumbline": "test",
    "content-type": type,
    "content-length": "1000",
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  return socket;
}

/** Sends a byte now and then until the server ends the connection; gives what it answered. */
async function drip(socket: Socket): Promise<string> {
  const dripping = setInterval(() => socket.write(" "), 50);
  socket.on("error", () => {}); // what is sent behind the end is answered with a reset
  let answer = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    answer += chunk;
  });
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(dripping);
  return answer;
}

test("a body that drips is cut off, read or not; a file may take as long as it needs", async () => {
  const project = await buildProject(lead);
  const path = `/api/projects/${project}/imports?name=a.jsonl&start=true`;
  const file = await begin(path, "application/octet-stream", { ...lead.headers, connection: "close" });
  file.write(`{"prompt":"${"x".repeat(900)}`);
  const [json, refused] = await Promise.all([
    begin("/api/sign-in", "application/json").then(drip),
    begin(path, "application/octet-stream").then(drip),
  ]);
  expect(json).toMatch(/^HTTP\/1\.1 408 .*connection: close.*"code":"too_slow"/is);
  expect(refused).toMatch(/^HTTP\/1\.1 401 /);
  file.write(`"}${" ".repeat(1000 - 11 - 900 - 2)}`);
  expect(await text(file)).toMatch(/^HTTP\/1\.1 200 .*"added":1,/s);
});

test("nothing is kept on a connection of requests that were refused before their body", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const sockets = new Set<Socket>();
  app.app.server.on("request", ({ socket }) => sockets.add(socket));
  const ask = async () => {
    const headers = { "x-plumbline": "test", "content-type": "application/json" };
    const sent = request(`${app.url}/api/projects`, { method: "POST", agent, headers });
    sent.end("{}");
    const [answer] = await once(sent, "response");
    await once(answer.resume(), "end");
    return answer.statusCode;
  };
  for (let n = 0; n < 12; n++) expect(await ask()).toBe(401);
  const [socket, ...others] = sockets;
  expect(others).toEqual([]);
  expect(socket!.listenerCount("close")).toBeLessThan(8);
});
