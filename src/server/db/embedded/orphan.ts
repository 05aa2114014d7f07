import { existsSync, readFileSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processesIn, signal, worksIn } from "./processes.ts";
import { SOCKET_PORT } from "./settings.ts";
import { explainStart } from "./start-error.ts";

const PATIENCE_MS = { fast: 60_000, immediate: 10_000, killed: 10_000 };

/**
 * Stops whatever an earlier owner left running on this database, and removes a pid file that names nobody
 * or somebody else's process (pids are used again, above all in containers). Only for the owner of the lock.
 *
 * Stopped rather than adopted: a server of ours then always has our settings, our log and our ear at its exit.
 */
export async function clearOrphans(folder: string, databaseFolder: string, log: (line: string) => void) {
  const pidFile = join(databaseFolder, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const lines = readFileSync(pidFile, "utf8").split("\n");
  const pid = Math.abs(Number(lines[0]));

  if (pid > 0 && worksIn(pid, databaseFolder)) {
    log(`stopping the database that an earlier process (${pid}) left running`);
    await stopProcess(pid, () => worksIn(pid, databaseFolder));
  } else if (await answers(join(folder, "run"))) {
    throw explainStart("is already in use", folder); // by a process that we cannot see: another container
  }
  for (const left of processesIn(databaseFolder)) signal(left, "SIGKILL");
  await waitUntil(() => processesIn(databaseFolder).length === 0, PATIENCE_MS.killed);
  rmSync(pidFile, { force: true });
}

/** Asks a postmaster to stop, first kindly (rolls back, writes a checkpoint), then less so. */
export async function stopProcess(pid: number, isAlive: () => boolean): Promise<void> {
  for (const [name, patience] of [
    ["SIGINT", PATIENCE_MS.fast],
    ["SIGQUIT", PATIENCE_MS.immediate],
    ["SIGKILL", PATIENCE_MS.killed],
  ] as const) {
    if (!signal(pid, name)) return;
    if (await waitUntil(() => !isAlive(), patience)) return;
  }
}

async function waitUntil(isDone: () => boolean, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (!isDone()) {
    if (Date.now() > deadline) return false;
    await delay(5);
  }
  return true;
}

function answers(socketFolder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(join(socketFolder, `.s.PGSQL.${SOCKET_PORT}`));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
