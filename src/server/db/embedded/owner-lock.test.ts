import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { isFree, lockFolder } from "./owner-lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

test("a folder has one owner until it is released", () => {
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(`in use by another Plumbline (process ${process.pid})`);
  expect(isFree(folder)).toBe(false);
  lock.release();
  expect(isFree(folder)).toBe(true);
  lockFolder(folder).release();
  expect(readdirSync(folder)).toEqual(["owner.2"]); // names nobody, and remembers the number
});

test("an owner that is gone holds nothing, nor does another process that got its pid", () => {
  symlinkSync("999999999@never", join(folder, "owner.1"));
  symlinkSync(`${process.pid}@some-other-time`, join(folder, "owner.2"));
  lockFolder(folder);
  expect(readdirSync(folder)).toEqual(["owner.3"]);
});

test("never two owners at once, though four processes race for hundreds of live and dead locks", async () => {
  const program = join(import.meta.dirname, "lock-race.case.ts");
  const racers = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ["--import", "tsx", program, folder, "400"], {
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
  const results = await Promise.all(racers.map(async (racer) => JSON.parse(await text(racer.stdout))));
  const total = results.reduce((sum, { won, lost }) => sum + won + lost, 0);
  expect(total).toBe(1600);
  expect(results.some(({ won }) => won > 0)).toBe(true); // who sleeps with the lock lets others lose all rounds
});
