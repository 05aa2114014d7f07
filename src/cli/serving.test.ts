import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { contract } from "#contract/index.ts";
import { makeTemporaryFolder } from "#server/db/temporary-folder.ts";
import type { Finding } from "#server/doctor/index.ts";
import { call } from "#server/testing/call.ts";
import { VERSION } from "#server/version.ts";
import { runCommand, runJson } from "./run.case.ts";

const base = makeTemporaryFolder("plumbline-serving-");
afterAll(() => rmSync(base, { recursive: true, force: true }));

const PROGRAM = `import { run } from ${JSON.stringify(join(import.meta.dirname, "main.ts"))};
process.exitCode = await run(process.argv.slice(1));`;

/** The real command, in a process of its own. */
function spawnCommand(...args: string[]): ChildProcess {
  const { DATABASE_URL: _, ...env } = process.env;
  const node = ["--import", "tsx", "--input-type=module", "--eval", PROGRAM, "--", ...args];
  const child = spawn(process.execPath, node, { env, stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Reads what a program says until it says this. */
async function waitFor(child: ChildProcess, pattern: RegExp): Promise<string> {
  let said = "";
  for await (const chunk of child.stdout!) {
    said += chunk;
    const found = pattern.exec(said);
    if (found) return found[0];
  }
  throw new Error(`it ended before it said ${pattern}: ${said}${await text(child.stderr!)}`);
}

test("production: the owner comes in by a link; backup, restore and doctor work on what it keeps", async () => {
  const data = join(base, "first folder");
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const flags = ["--data", data, "--port", port, "--base-url", url];
  const server = spawnCommand(
    "serve",
    ...flags,
    "--owner-email",
    "ada@example.org",
    "--organization",
    "Ada's",
  );
  const link = await waitFor(server, /\/link#\S+/);

  const body = { token: link.slice("/link#".length), password: "correct horse battery" };
  const entered = await call({ url, headers: {} }, contract.accounts.followLink, { body });
  expect(entered).toMatchObject({
    ok: true,
    data: { email: "ada@example.org", organization: { name: "Ada's" } },
  });

  const { url: recovery } = await runJson<{ url: string }>(
    null,
    "people",
    "link",
    "ADA@example.org",
    ...flags,
  );
  expect(recovery).toMatch(new RegExp(`^${url}/link#`));
  const again = { token: recovery.split("#")[1]!, password: "another horse battery" };
  expect(await call({ url, headers: {} }, contract.accounts.followLink, { body: again })).toMatchObject({
    ok: true,
  });
  const nobody = await runCommand(null, "people", "link", "Nobody", ...flags);
  expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining("There is no person Nobody") });

  const findings = await runJson<Finding[]>(null, "doctor", ...flags, "--production");
  expect(findings.filter(({ isFine }) => !isFine)).toEqual([]);
  expect(findings.map(({ says }) => says)).toContain(`Plumbline ${VERSION} is running at ${port}`);

  const file = join(base, "all.tar");
  const made = await runJson<{ rows: number }>(null, "backup", file, "--data", data);
  const list = join(base, "erased.jsonl");
  expect(await runJson(null, "erasures", "export", list, "--data", data)).toEqual({ erasures: 0 });
  const refused = await runCommand(null, "restore", file, "--data", data);
  expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/^A server is running on .*\n$/) });
  server.kill("SIGTERM");
  expect(await once(server, "exit")).toEqual([0, null]);

  const copy = join(base, "second folder");
  expect(await runCommand(null, "restore", file, "--check")).toMatchObject({
    code: 0,
    out: expect.stringContaining("is whole"),
  });
  const restored = await runJson(null, "restore", file, "--erasures", list, "--data", copy);
  expect(restored).toMatchObject({ rows: made.rows, erased: 0 });
  const twice = await runCommand(null, "restore", file, "--data", copy);
  expect(twice).toMatchObject({ code: 1, err: expect.stringMatching(/^The database is not empty .*\n$/) });
  const said = await runCommand(null, "doctor", "--data", copy, "--port", port);
  expect(said).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^ok +owner +1 can sign in, of 1 people$/m),
  });
});

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return `${port}`;
}

test("insecure settings: nothing starts, and each is named with its cure", async () => {
  const data = join(base, "never");
  const child = spawnCommand("serve", "--data", data, "--host", "0.0.0.0", "--trust-proxy", "all");
  const [said, [code]] = await Promise.all([text(child.stderr!), once(child, "exit")]);
  expect(code).toBe(1);
  expect(said).toMatch(/no-base-url: .*\n.*open-to-the-network: .*\n.*trusts-everybody: .*\n$/);
});

test("doctor names what is wrong and ends with 1; a folder without data cannot be backed up", async () => {
  const data = join(base, "open");
  mkdirSync(data);
  chmodSync(data, 0o777);
  const said = await runCommand(null, "doctor", "--data", data, "--production");
  expect(said.code).toBe(1);
  expect(said.out).toMatch(/^wrong +production: no-base-url .*--base-url/m);
  expect(said.out).toMatch(/^wrong +production: readable-data .*chmod go-rw/m);
  const none = await runCommand(null, "backup", join(base, "none.tar"), "--data", join(base, "nothing"));
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining("There is no data in") });
});
