import { accessSync, chmodSync, constants, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ENOUGH = 2 * 2 ** 30;

/**
 * Where tests keep databases: in memory where there is plenty, because a database is hundreds of small files
 * and some disks make those slowly.
 */
export function temporaryBase(): string {
  try {
    accessSync("/dev/shm", constants.W_OK);
    const { bavail, bsize } = statfsSync("/dev/shm");
    if (bavail * bsize > ENOUGH) return "/dev/shm";
  } catch {
    // not Linux, or a container without it
  }
  return tmpdir();
}

/** A new folder that an unprivileged database user can walk through. */
export function makeTemporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(temporaryBase(), prefix));
  chmodSync(folder, 0o711);
  return folder;
}
