import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { guardAgainstOurDeath } from "../../children/guard.ts";
import type { Launcher } from "./launcher.ts";
import { stopProcess } from "./orphan.ts";
import { explainStart } from "./start-error.ts";

export interface Postmaster {
  pid: number;
  /** Resolves when it has ended, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the server and waits until it takes connections, which after a crash includes the recovery.
 * Rejects with a StartError when it ends before that.
 */
export function startPostmaster(
  launcher: Launcher,
  folder: string,
  databaseFolder: string,
  settings: Record<string, string>,
  log: (line: string) => void,
): Promise<Postmaster> {
  const overrides = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = launcher.launch("postgres", ["-D", databaseFolder, ...overrides]);
  child.stdin?.on("error", () => {}).end();
  child.stdout?.resume();
  const said: string[] = [];

  return new Promise((resolve, reject) => {
    let isReady = false;
    let guard: ChildProcess | undefined;
    let markEnded = () => {};
    const ended = new Promise<void>((end) => {
      markEnded = end;
    });
    createInterface({ input: child.stderr! }).on("line", (line) => {
      if (!isReady) said.push(line);
      if (isWorthLogging(line)) log(line);
      if (line.includes("ready to accept connections")) {
        isReady = true;
        const pid = child.pid!;
        guard = guardAgainstOurDeath(pid, "INT");
        const stop = async () => {
          await stopProcess(pid, () => child.exitCode === null && child.signalCode === null);
          await ended;
        };
        resolve({ pid, ended, stop });
      }
    });
    child.on("error", (error) => reject(explainStart(`cannot execute: ${error.message}`, folder)));
    child.on("exit", () => {
      guard?.kill();
      markEnded();
      // its last words may still be on their way, and a server process that outlives it holds the pipe open
      const allSaid = Promise.race([once(child, "close"), delay(1000)]);
      if (!isReady) allSaid.then(() => reject(explainStart(said.join("\n"), folder)));
    });
  });
}

/** Everything but the routine of starting and stopping; of the routine, what tells of a crash. */
function isWorthLogging(line: string): boolean {
  return !line.includes("LOG:  ") || /recover|redo|not properly shut down|terminated by signal/.test(line);
}
