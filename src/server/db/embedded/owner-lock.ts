import { readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { startTimeOf } from "./processes.ts";
import { StartError } from "./start-error.ts";

export interface OwnerLock {
  release(): void;
}

/**
 * Makes this process the only owner of a data folder, or throws StartError `in_use`.
 *
 * The lock is a symbolic link `owner.<n>` whose target names the owner (pid and start time): made in one
 * step together with its content, and worthless as soon as that process is gone. A newcomer adds the next
 * number, and owns only if its own is then the highest; numbers never go back, so of two newcomers, however
 * long one of them slept in between, one sees the other.
 */
export function lockFolder(folder: string): OwnerLock {
  for (;;) {
    const last = Math.max(0, ...generations(folder));
    const owner = last > 0 ? ownerOf(folder, last) : undefined;
    if (owner !== undefined) throw inUse(folder, owner);
    const mine = last + 1;
    try {
      symlinkSync(`${process.pid}@${startTimeOf(process.pid)}`, join(folder, `owner.${mine}`));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw error;
    }
    const all = generations(folder);
    if (Math.max(...all) > mine) {
      rmSync(join(folder, `owner.${mine}`), { force: true });
      continue;
    }
    for (const old of all) if (old < mine) rmSync(join(folder, `owner.${old}`), { force: true });
    return { release: () => leave(folder, mine) };
  }
}

/** Leaves a link that names nobody, because the number must not be given again. */
function leave(folder: string, generation: number): void {
  const link = join(folder, `owner.${generation}`);
  symlinkSync("nobody", `${link}.left`);
  renameSync(`${link}.left`, link);
}

function generations(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => /^owner\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number);
}

/** The pid of the living owner, if it lives. */
function ownerOf(folder: string, generation: number): number | undefined {
  let target: string;
  try {
    target = readlinkSync(join(folder, `owner.${generation}`));
  } catch {
    return undefined;
  }
  const [pid, started] = target.split("@");
  return started !== undefined && startTimeOf(Number(pid)) === started ? Number(pid) : undefined;
}

function inUse(folder: string, pid: number): StartError {
  return new StartError(
    "in_use",
    `The data folder ${folder} is in use by another Plumbline (process ${pid}): stop that one, or choose another folder with --data.`,
  );
}

/** Whether a folder's last owner, if it ever had one, is gone. Throws when there is no such folder. */
export function isFree(folder: string): boolean {
  return ownerOf(folder, Math.max(0, ...generations(folder))) === undefined;
}
