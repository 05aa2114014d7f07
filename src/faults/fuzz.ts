import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { parseArgs } from "node:util";
import { Scope } from "#contract/endpoint.ts";
import { ProjectRole } from "#contract/entities.ts";
import { contract } from "#contract/index.ts";
import { readSettings } from "#server/env.ts";
import { type Running, start } from "#server/start.ts";
import { must } from "#server/testing/call.ts";
import { buildKey, buildPerson, join } from "#server/testing/make.ts";
import type { TestApp } from "#server/testing/test-app.ts";

/**
 * Has the public fuzzer schemathesis send what it makes up to every endpoint of docs/openapi.json, as a stranger and
 * with a key of someone in each role of a project of the demo. Fails on a server error, or on an answer that takes too long.
 * Install the fuzzer first: pip install schemathesis.
 */
const { values } = parseArgs({
  options: {
    /** The fuzzer's program. */
    st: { type: "string", default: "st" },
    /** Requests that are made up for each endpoint and role. */
    examples: { type: "string", default: "30" },
    /** How long an answer may take; more on a machine that is not quiet. */
    seconds: { type: "string", default: "1" },
  },
});

const folder = await mkdtemp(joinPath(tmpdir(), "plumbline-fuzz-"));
const running = await start(readSettings(["--port=0", "--data", joinPath(folder, "data"), "--demo"]));
const failed: string[] = [];
let roles = 0;
try {
  const { rows } = await running.services.database.pool.query<{ id: string; org: string }>(
    "select id, org_id as org from project order by created_at limit 1",
  );
  const { id: project, org } = rows[0]!;
  for (const [role, headers] of await keysOf(running as never, org, project)) {
    const isFine = await fuzz(running, project, headers);
    if (!isFine) failed.push(role);
    roles++;
  }
  console.log(
    failed.length > 0
      ? `failed as ${failed}`
      : `${roles} roles, no server error, no answer over ${values.seconds} s`,
  );
} finally {
  await running.stop();
  await rm(folder, { recursive: true });
}
process.exit(failed.length > 0 ? 1 : 0);

/** A key with every scope for each role, and none for a stranger. */
async function keysOf(
  test: TestApp,
  org: string,
  project: string,
): Promise<[role: string, headers: Record<string, string>][]> {
  const owner = await buildPerson(test, org, { role: "owner" });
  const people = { owner, admin: await buildPerson(test, org, { role: "admin" }) };
  const members = await Promise.all(
    ProjectRole.options.map(async (role) => {
      const person = await buildPerson(test, org);
      await join(owner, project, person, role);
      return [role, person] as const;
    }),
  );
  const program = { name: "fuzz", project, role: "trainer" as const };
  const { secret } = await must(owner, contract.people.addProgram, { body: program });
  const keys = [...Object.entries(people), ...members].map(
    async ([role, person]): Promise<[string, Record<string, string>]> => [
      role,
      (await buildKey(test, person, Scope.options)).headers,
    ],
  );
  return [["stranger", {}], ["program", { authorization: `Bearer ${secret}` }], ...(await Promise.all(keys))];
}

/** Runs the fuzzer under one key: paths name a project that there is, so that what is behind it is reached too. */
async function fuzz({ url }: Running, project: string, headers: Record<string, string>): Promise<boolean> {
  const config = joinPath(folder, "schemathesis.toml");
  await writeFile(config, `[parameters]\n"path.project" = "${project}"\n`);
  const given = Object.entries({ ...headers, "x-plumbline": "fuzz" }).flatMap(([name, value]) => [
    "--header",
    `${name}: ${value}`,
  ]);
  const args = [
    ...["--config-file", config, "run", "docs/openapi.json", "--url", url, ...given],
    ...["--checks", "not_a_server_error", "--max-response-time", values.seconds],
    ...[
      "--phases",
      "coverage,fuzzing",
      "--max-examples",
      values.examples,
      "--continue-on-failure",
      "--no-color",
    ],
    ...["--suppress-health-check", "all", "--warnings", "off"],
  ];
  const child = spawn(values.st, args, { stdio: "inherit", cwd: joinPath(import.meta.dirname, "../..") });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}
