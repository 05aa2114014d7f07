import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { newId } from "#server/db/id.ts";

/** The product as people run it, in a process of its own, with somebody who may do everything. */
export interface Product {
  url: string;
  headers: Record<string, string>;
  pool: pg.Pool;
  /** The embedded PostgreSQL. */
  postgres: pg.PoolConfig;
  folder: string;
  process: ChildProcess;
  /** Resident memory of the Node process and those that read files for it, now and at its peak, in megabytes. */
  memory(): { now: number; peak: number };
  /** Processor seconds used so far by the Node process, and by the PostgreSQL process of this id. */
  processor(pid?: number): number;
  /** Starts counting the peak anew. */
  forgetPeak(): void;
  stop(): Promise<void>;
}

const SERVER = "dist/server/main.js";

/** Starts the built server on an empty data folder. */
export async function startProduct(): Promise<Product> {
  if (!existsSync(SERVER)) throw new Error("build first: npm run build");
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  const port = await freePort();
  const child = spawn(process.execPath, [SERVER, "--data", folder, "--port", String(port), "--no-demo"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  let stopping = false;
  child.once("exit", (code, signal) => {
    if (!stopping) console.error(`The server ended by itself: ${signal ?? `exit code ${code}`}.`);
  });
  const url = `http://localhost:${port}`;
  for (let tries = 0; ; tries++) {
    if (
      await fetch(`${url}/health`).then(
        (r) => r.ok,
        () => false,
      )
    )
      break;
    if (tries === 600 || child.exitCode !== null) throw new Error("the server did not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const postgres = connectionOf(folder);
  const pool = new pg.Pool({ ...postgres, max: 4 });
  const headers = { authorization: `Bearer ${await makeOwner(pool)}` };
  const resident = () =>
    [child.pid!, ...readersOf(child.pid!)].reduce((sum, pid) => sum + kilobytesOf(pid), 0);
  let [peak, timer] = [0, undefined as NodeJS.Timeout | undefined];
  timer = setInterval(() => {
    if (child.exitCode === null) peak = Math.max(peak, resident());
  }, 100);
  return {
    ...{ url, headers, pool, postgres, folder, process: child },
    memory: () => ({ now: resident() / 1024, peak: Math.max(peak, resident()) / 1024 }),
    processor(pid = child.pid!) {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    forgetPeak: () => {
      peak = 0;
    },
    async stop() {
      stopping = true;
      clearInterval(timer);
      await pool.end();
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The socket of the embedded PostgreSQL of a data folder. */
function connectionOf(folder: string): pg.PoolConfig {
  const lines = readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n");
  return { host: lines[4]!, port: Number(lines[3]), user: "plumbline", database: "plumbline" };
}

/** An organization with an owner; gives the secret of an API key. */
async function makeOwner(pool: pg.Pool): Promise<string> {
  const [org, person] = [newId(), newId()];
  const secret = randomBytes(24).toString("base64url");
  await pool.query("insert into organization (id, name, salt) values ($1, 'Bench', '\\x00')", [org]);
  await pool.query("insert into agent (id, org_id, kind) values ($1, $2, 'person')", [person, org]);
  await pool.query("insert into person (id, org_id, role) values ($1, $2, 'owner')", [person, org]);
  await pool.query("insert into identity (person_id, org_id, name) values ($1, $2, 'Bench')", [person, org]);
  await pool.query(
    "insert into api_key (id, org_id, person_id, name, prefix, hash, scopes) values ($1, $2, $3, 'bench', 'pl', $4, $5)",
    [newId(), org, person, createHash("sha256").update(secret).digest(), ["read", "write", "work", "admin"]],
  );
  return secret;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** The processes that read files for a server. */
function readersOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  return children.map(Number).filter((each) => read(each, "cmdline").includes("read-files"));
}

function kilobytesOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(pid, "status"))?.[1] ?? 0);
}

/** What the system says of a process; nothing of one that has just ended. */
function read(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "utf8");
  } catch {
    return "";
  }
}
