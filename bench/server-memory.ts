import { readFileSync } from "node:fs";

/** The process of the server that this one started. */
export function serverPid(): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").split(" ");
  const isServer = (pid: string) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("main.js");
  return Number(children.find((pid) => pid !== "" && isServer(pid)));
}

/** What a process has in memory, in megabytes; `VmHWM`: had at most. */
export function memoryOf(pid: number, what: "VmRSS" | "VmHWM" = "VmRSS"): number {
  const [, kilobytes] = new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))!;
  return Number(kilobytes) / 1024;
}
