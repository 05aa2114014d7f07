import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "./db/temporary-folder.ts";
import { VERSION } from "./version.ts";

const base = makeTemporaryFolder("plumbline-main-");
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Runs the program as a terminal would. */
function run(...flags: string[]): ChildProcess {
  const program = join(import.meta.dirname, "main.ts");
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", program, ...flags], { env, stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Runs it until it says where it is. */
async function start(...flags: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = run("--port", "0", ...flags);
  for await (const chunk of child.stdout!) {
    const url = /http:\S+/.exec(String(chunk))?.[0];
    if (url) return { child, url };
  }
  throw new Error(`it ended before it was ready: ${await text(child.stderr!)}`);
}

test("whoever starts it on an empty folder is told how the owner comes in", async () => {
  const child = run("--port", "0", "--data", join(base, "owner"));
  let said = "";
  for await (const chunk of child.stdout!) {
    said += chunk;
    if (said.endsWith("\n")) break;
  }
  expect(said).toMatch(/^Plumbline is at (http:\S+)\n.* owner .*: \1\/link#\S+\n$/);
  child.kill("SIGINT");
  await once(child, "exit");
});

async function outcome(child: ChildProcess): Promise<{ code: number; said: string }> {
  const [said, [code]] = await Promise.all([text(child.stderr!), once(child, "exit")]);
  return { code, said };
}

test("it says where it is when all is ready, and Ctrl-C ends it with success", async () => {
  const { child, url } = await start("--data", join(base, "first"));
  const health = await fetch(`${url}/health`);
  expect([health.status, await health.json()]).toEqual([200, expect.objectContaining({ version: VERSION })]);
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a folder in use is one sentence; killed without warning, the next start recovers by itself", async () => {
  const folder = join(base, "killed");
  const { child } = await start("--data", folder);
  const refused = await outcome(run("--port", "0", "--data", folder));
  expect(refused).toEqual({ code: 1, said: expect.stringMatching(/^The data folder .* is in use .*\.\n$/) });
  child.kill("SIGKILL");
  const again = await start("--data", folder);
  expect((await fetch(`${again.url}/health`)).status).toBe(200);
  again.child.kill("SIGTERM");
  expect(await once(again.child, "exit")).toEqual([0, null]);
});

test.each(["/proc/x/data", "/proc"])(
  "a folder that cannot be made or held is one sentence: %s",
  async (data) => {
    const refused = await outcome(run("--data", data));
    expect(refused).toEqual({
      code: 1,
      said: expect.stringMatching(/^Plumbline may not use the data folder .*\n$/),
    });
  },
);

test("a taken port is one sentence", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const refused = await outcome(run("--port", String(port), "--data", join(base, "port")));
  expect(refused).toEqual({
    code: 1,
    said: expect.stringMatching(new RegExp(`^Port ${port} is taken .*\n$`)),
  });
});
