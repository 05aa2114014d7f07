import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { ExternalPostgres } from "./external-postgres.ts";

/** The built server as a process of its own, with its database, to be killed and started again. */
export interface Site {
  url: string;
  dataDir: string;
  /** How to reach the database beside the server. */
  connection(): Promise<pg.ClientConfig>;
  /** Kills the server's process without a warning and starts it again; resolves when it answers. */
  killApp(): Promise<void>;
  /** Kills the database's main process without a warning; it is started again. Resolves when the server answers. */
  killDatabase(): Promise<void>;
  /** Kills both at the same moment and starts the server again at once; resolves when it answers. */
  killAll(): Promise<void>;
  stop(): Promise<void>;
}

const SERVER = resolve(import.meta.dirname, "../../dist/server/main.js");
const PATIENCE_MS = 60_000;

/**
 * Starts a server on a data folder and a port of its own.
 * @param extra goes to the process's environment
 * @param external its database; none: the embedded one, which the server itself starts again after a kill
 */
export async function startSite(
  dataDir: string,
  port: number,
  extra: NodeJS.ProcessEnv = {},
  external?: ExternalPostgres,
): Promise<Site> {
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess;
  let said = "";
  const launch = async () => {
    child = spawn(process.execPath, [SERVER, "--port", String(port), "--data", dataDir], {
      env: {
        ...process.env,
        ...extra,
        ...(external && { DATABASE_URL: external.url }),
        PLUMBLINE_LOG: "error",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on("data", (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4_000);
      });
    }
    await untilHealthy();
  };
  const untilHealthy = async () => {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const healthy = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) }).then(
        (response) => response.ok,
        () => false,
      );
      if (healthy) return;
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline)
        throw new Error(`the server does not answer:\n${said}`);
      await pause(20);
    }
  };
  const databasePid = async () =>
    Number((await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);
  await launch();
  return {
    url,
    dataDir,
    connection: async () =>
      external
        ? { connectionString: external.url }
        : (JSON.parse(await readFile(join(dataDir, "connection.json"), "utf8")) as pg.ClientConfig),
    async killApp() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      await launch();
    },
    async killAll() {
      const pid = await databasePid();
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      process.kill(pid, "SIGKILL");
      await gone;
      await launch();
    },
    async killDatabase() {
      if (external) await external.kill();
      else process.kill(await databasePid(), "SIGKILL");
      await pause(5);
      await untilHealthy();
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
