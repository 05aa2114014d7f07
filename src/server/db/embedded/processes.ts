import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What tells a process from a later one with the same pid; undefined when it is gone. */
export function startTimeOf(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (process.platform !== "linux") return ask(pid, "lstart=");
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8);
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z") return undefined;
    return `${boot}-${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** Whether a living process works in this database folder, which PostgreSQL makes its current folder. */
export function worksIn(pid: number, databaseFolder: string): boolean {
  if (process.platform !== "linux") return ask(pid, "command=")?.includes(databaseFolder) ?? false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === databaseFolder && startTimeOf(pid) !== undefined;
  } catch {
    return false;
  }
}

/** Every living process that works in this database folder; empty where the system cannot tell. */
export function processesIn(databaseFolder: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, databaseFolder));
}

/** Sends a signal; false when the process is gone already. Throws when it is not ours to signal. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

function ask(pid: number, column: string): string | undefined {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}
