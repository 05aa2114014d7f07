import { existsSync, readFileSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processesIn, signal, worksIn } from "./processes.ts";
import { SOCKET_PORT } from "./settings.ts";
import { explainStart } from "./start-error.ts";

const PATIENCE_MS = { fast: 60_000, immediate: 10_000, killed: 10_000 };

/**
 * Stops whatever an earlier owner left running on this database, and removes what a killed one left: a pid file, a
 * socket and its lock that name nobody, a process that is dead and not waited for (PostgreSQL takes that for a living
 * one), or another program's (pids are used again, above all in containers). Only for the owner of the lock.
 *
 * Stopped rather than adopted: a server of ours then always has our settings, our log and our ear at its exit.
 */
export async function clearOrphans(folder: string, databaseFolder: string, log: (line: string) => void) {
  const pidFile = join(databaseFolder, "postmaster.pid");
  const socket = join(folder, "run", `.s.PGSQL.${SOCKET_PORT}`);
  const left = [pidFile, socket, `${socket}.lock`].filter((file) => existsSync(file));
  if (left.length === 0) return;
  const pid = existsSync(pidFile) ? Math.abs(Number(readFileSync(pidFile, "utf8").split("\n")[0])) : 0;

  if (pid > 0 && worksIn(pid, databaseFolder)) {
    log(`stopping the database that an earlier process (${pid}) left running`);
    await stopProcess(pid, () => worksIn(pid, databaseFolder));
  } else if (await answers(socket)) {
    throw explainStart("is already in use", folder); // by a process that we cannot see: another container
  }
  for (const each of processesIn(databaseFolder)) signal(each, "SIGKILL");
  await waitUntil(() => processesIn(databaseFolder).length === 0, PATIENCE_MS.killed);
  for (const file of left) rmSync(file, { force: true });
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

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
