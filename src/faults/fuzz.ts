import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Scope } from "#contract/endpoint.ts";
import { readSettings } from "#server/env.ts";
import { type Running, start } from "#server/start.ts";
import { buildKey } from "#server/testing/make.ts";

/**
 * Has the public fuzzer schemathesis send what it makes up to every endpoint of docs/openapi.json, as a stranger and
 * with a key of a person in each role of the demo. Fails on a server error, or on an answer that takes too long.
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

const ROLES = `
select distinct on (role) role, id, org, project from (
  select p.role, p.id, p.org_id as org, (select id from project where org_id = p.org_id order by created_at limit 1) as project
  from person p where p.role <> 'member'
  union all select m.role, m.person_id, m.org_id, m.project_id from membership m join person p on p.id = m.person_id where p.role = 'member') roles
order by role, project`;

const folder = await mkdtemp(join(tmpdir(), "plumbline-fuzz-"));
const running = await start(readSettings(["--port=0", "--data", join(folder, "data"), "--demo"]));
const failed: string[] = [];
try {
  const { rows } = await running.services.database.pool.query(ROLES);
  for (const { role, id, org, project } of [{ role: "stranger", project: rows[0]?.project }, ...rows]) {
    const person = { id, org, name: role, url: running.url, headers: {} };
    const headers = id ? (await buildKey(running as never, person, Scope.options)).headers : {};
    const isFine = await fuzz(running, project, headers);
    if (!isFine) failed.push(role);
  }
  console.log(
    failed.length > 0
      ? `failed as ${failed}`
      : `${rows.length + 1} roles, no server error, no answer over ${values.seconds} s`,
  );
} finally {
  await running.stop();
  await rm(folder, { recursive: true });
}
process.exit(failed.length > 0 ? 1 : 0);

/** Runs the fuzzer under one key: paths name a project that there is, so that what is behind it is reached too. */
async function fuzz({ url }: Running, project: string, headers: Record<string, string>): Promise<boolean> {
  const config = join(folder, "schemathesis.toml");
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
  const child = spawn(values.st, args, { stdio: "inherit", cwd: join(import.meta.dirname, "../..") });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}
