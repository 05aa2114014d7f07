import { type ChildProcess, spawn } from "node:child_process";

/**
 * A shell that waits for the end of a pipe which closes when this process is gone, however it went, and then signals
 * another process: so that nothing we started is left behind.
 */
export function guardAgainstOurDeath(pid: number, signal: "INT" | "KILL"): ChildProcess {
  const guard = spawn("/bin/sh", ["-c", `read -r line; kill -${signal} "$0" 2>/dev/null`, String(pid)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => {});
  guard.stdin.on("error", () => {});
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  return guard;
}
