import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { StartReport } from "./run-starts.ts";

/**
 * The run of starts as in a container without an init process: its own process is the first there, so nobody waits
 * for a database whose server was killed, and it stays as a zombie. Only root can do this; others run without.
 */
export async function startsInContainer(rounds: number): Promise<StartReport> {
  const program = [
    ...[process.execPath, "--import", "tsx"],
    ...[join(import.meta.dirname, "starts.case.ts"), String(rounds)],
  ];
  const isRoot = process.getuid?.() === 0;
  const [command, ...args] = isRoot ? ["unshare", "--pid", "--fork", "--mount-proc", ...program] : program;
  const child = spawn(command!, args, { stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(await text(child.stdout)) as StartReport;
}
