import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findBinaries } from "./binaries.ts";
import {
  canReach,
  chooseIdentity,
  findSetpriv,
  giveTo,
  type Identity,
  setprivArguments,
} from "./identity.ts";
import { StartError } from "./start-error.ts";

/** Runs the programs of PostgreSQL as the user they must run as. */
export interface Launcher {
  identity: Identity | undefined;
  launch(program: "initdb" | "postgres", args: string[]): ChildProcess;
}

/**
 * Finds the programs and the least power with which they can work in this data folder. As root that is a
 * plain unprivileged user where it can reach all it needs; else that user with the one capability to pass
 * closed folders; and where the system has no such thing, a copy of the programs beside the data.
 *
 * @param folder the data folder
 * @param databaseFolder the database's own folder in it, which may not exist yet
 */
export function prepareLauncher(folder: string, databaseFolder: string): Launcher {
  const identity = chooseIdentity(databaseFolder);
  const native = findBinaries();
  const from = (programs: string) => (program: string, args: string[]) =>
    run(join(programs, "bin", program), args, identity);
  if (!identity) return { identity, launch: from(native) };

  const seesData = canReach(identity, folder);
  const seesPrograms = canReach(identity, join(native, "bin", "postgres"));
  if (seesData && seesPrograms) return { identity, launch: from(native) };
  const setpriv = findSetpriv();
  if (setpriv) {
    const drop = setprivArguments(identity);
    return {
      identity,
      launch: (program, args) => run(setpriv, [...drop, join(native, "bin", program), ...args]),
    };
  }
  if (seesData) return { identity, launch: from(copyPrograms(native, folder, identity)) };
  throw new StartError(
    "no_permission",
    `PostgreSQL must not run as root, and no other user can reach ${folder}: choose a folder outside of a closed home with --data, or install setpriv (util-linux).`,
  );
}

/** Its own session, so that Ctrl-C in the terminal reaches us alone and we decide the order of stopping. */
function run(command: string, args: string[], identity?: Identity): ChildProcess {
  return spawn(command, args, {
    ...identity,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
  });
}

function copyPrograms(native: string, folder: string, identity: Identity): string {
  const { version } = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")) as {
    version: string;
  };
  const copy = join(folder, `programs-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o755 });
  for (const part of ["bin", "lib", "share"]) {
    cpSync(join(native, part), join(unfinished, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith(".a"),
    });
  }
  giveTo(identity, unfinished);
  renameSync(unfinished, copy);
  return copy;
}
