import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type pg from "pg";

/**
 * Transactions per second of a script under pgbench; `:turn` is 0 at first. Its connections are new, where the
 * product's are warm: so that both sides run what is planned once, plans are made once from the start.
 */
export async function pgbench(
  connection: pg.ClientConfig,
  script: string,
  load: { connections: number; transactions: number },
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "pgbench-"));
  const file = join(folder, "script.sql");
  await writeFile(file, script);
  const args = [
    "-n",
    "-M",
    "prepared",
    "-c",
    String(load.connections),
    "-j",
    "1",
    "-t",
    String(load.transactions / load.connections),
    "-D",
    "turn=0",
    "-f",
    file,
  ];
  const env = {
    ...process.env,
    PGHOST: connection.host,
    PGPORT: String(connection.port),
    PGUSER: connection.user,
    PGDATABASE: connection.database,
    PGPASSWORD: String(connection.password ?? ""),
    PGOPTIONS: "-c plan_cache_mode=force_generic_plan",
  };
  const child = spawn("pgbench", args, { env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] });
  const [out, problems] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await rm(folder, { recursive: true });
  const tps = /tps = ([\d.]+)/.exec(out)?.[1];
  if (!tps) throw new Error(problems);
  return Number(tps);
}
