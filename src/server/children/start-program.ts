import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { basename, dirname, join } from "node:path";
import { builtPrograms } from "../env.ts";
import { guardAgainstOurDeath } from "./guard.ts";

/**
 * Starts a program of ours, `src/server/<name>.process.ts`, as a child that does not outlive this process. The built
 * programs lie beside the built server; while the source runs unbuilt, so do they, unless a folder of built ones is named.
 * @param heapMb the ceiling of its JavaScript memory
 */
export function startProgram(name: string, heapMb: number, options: SpawnOptions): ChildProcess {
  const here = import.meta.dirname;
  const isBuilt = basename(here) === "server" && basename(dirname(here)) === "dist";
  const built = isBuilt ? here : builtPrograms();
  const program = built
    ? [join(built, `${name}.process.js`)]
    : ["--import", "tsx", join(here, "..", `${name}.process.ts`)];
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, ...program], {
    cwd: built ?? join(here, "..", "..", ".."), // where tsx is found
    ...options,
  });
  if (child.pid !== undefined) {
    const guard = guardAgainstOurDeath(child.pid, "KILL");
    child.on("exit", () => guard.kill());
  }
  return child;
}
