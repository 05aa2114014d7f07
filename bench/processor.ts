import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Processor seconds of a process: its own, and of the children that it has seen end. */
function secondsOf(pid: number): { own: number; ended: number; parent: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ").map(Number);
  return {
    parent: fields[1]!,
    own: (fields[11]! + fields[12]!) / 100,
    ended: (fields[13]! + fields[14]!) / 100,
  };
}

/** Processor seconds that a server and all of its database's processes have taken so far. */
export function spentBy(site: { dataDir: string; pid: number }): { node: number; postgres: number } {
  const postmaster = Number(
    readFileSync(join(site.dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0],
  );
  const { own, ended } = secondsOf(postmaster);
  const children = readdirSync("/proc")
    .map(Number)
    .filter(Boolean)
    .flatMap((pid) => {
      try {
        const { parent, own } = secondsOf(pid);
        return parent === postmaster ? [own] : [];
      } catch {
        return []; // it has just ended
      }
    });
  return { node: secondsOf(site.pid).own, postgres: children.reduce((sum, own) => sum + own, own + ended) };
}

/** The process that serves a data folder. */
export function serverOf(dataDir: string): number {
  const found = readdirSync("/proc")
    .map(Number)
    .filter(Boolean)
    .find((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return command.includes(dataDir) && command.some((word) => word.endsWith("dist/server/main.js"));
      } catch {
        return false;
      }
    });
  if (!found) throw new Error(`no server of ${dataDir}`);
  return found;
}
