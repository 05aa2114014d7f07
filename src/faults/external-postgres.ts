import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./site.ts";

/** A PostgreSQL of its own version beside the server, as an admin runs one, to be killed and started again. */
export interface ExternalPostgres {
  url: string;
  /** Kills its main process without a warning and starts it again; resolves when it answers. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/**
 * Makes a database in an empty folder and starts it.
 * @param bin the folder of its programs, such as /usr/lib/postgresql/15/bin
 */
export async function startExternal(bin: string, folder: string): Promise<ExternalPostgres> {
  const port = await freePort();
  const url = `postgres://plumbline@127.0.0.1:${port}/postgres`;
  const identity = process.getuid?.() === 0 ? idOf("postgres") : undefined; // PostgreSQL refuses to run as root
  mkdirSync(folder, { mode: 0o700 });
  if (identity) chownSync(folder, identity.uid, identity.gid);
  const data = join(folder, "data");
  const options = { ...identity, cwd: folder, stdio: "ignore" } as const;
  execFileSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "plumbline", "-A", "trust", "-E", "UTF8", "--locale=C"],
    options,
  );
  const settings = [`unix_socket_directories=${folder}`, "shared_buffers=256MB"];
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((each) => ["-c", each])];
  let child: ChildProcess;
  const begin = () => {
    child = spawn(join(bin, "postgres"), args, options);
  };
  const launch = async () => {
    const deadline = Date.now() + PATIENCE_MS;
    begin();
    while (!(await answers(url))) {
      if (Date.now() > deadline) throw new Error("PostgreSQL does not answer");
      // Processes of the one that was killed hold its memory for a moment, and the start refuses until then.
      if (child.exitCode !== null) begin();
      await pause(20);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  await launch();
  return {
    url,
    async kill() {
      await end("SIGKILL");
      await launch();
    },
    stop: () => end("SIGINT"),
  };
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function idOf(user: string): { uid: number; gid: number } {
  const id = (kind: string) => Number(execFileSync("id", [kind, user], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
