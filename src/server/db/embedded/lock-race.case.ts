import { openSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { lockFolder } from "./owner-lock.ts";
import { StartError } from "./start-error.ts";

/**
 * A program for tests: takes and leaves the lock of a folder again and again, in races with its like. Whoever
 * holds it makes a file that must not be there; sometimes it leaves like a crash, with a dead owner's lock.
 */
const [, , folder = "", rounds = "0"] = process.argv;
let won = 0;
let lost = 0;
for (let round = 0; round < Number(rounds); round++) {
  try {
    const lock = lockFolder(folder);
    openSync(join(folder, "inside"), "wx"); // throws when there are two
    won++;
    rmSync(join(folder, "inside"));
    if (round % 3 === 0) leaveDeadLock();
    lock.release();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    lost++;
  }
}
console.log(JSON.stringify({ won, lost }));

function leaveDeadLock(): void {
  const last = Math.max(...readdirSync(folder).map((name) => Number(/^owner\.(\d+)$/.exec(name)?.[1] ?? 0)));
  symlinkSync("999999999@never", join(folder, `owner.${last + 1}`));
}
