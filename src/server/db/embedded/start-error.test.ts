import { expect, test } from "vitest";
import { explainStart, toStartError } from "./start-error.ts";

test.each([
  ['PANIC:  could not write to file "pg_wal/xlogtemp.42": No space left on device', "disk_full"],
  ['initdb: error: could not access directory "/data": Permission denied', "no_permission"],
  ["initdb: error: could not look up effective user ID 4711: user does not exist", "no_user"],
  [
    "postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object file",
    "no_binaries",
  ],
  [
    "LOG:  invalid checkpoint record\nPANIC:  could not locate a valid checkpoint record at 0/1D4B3F8",
    "damaged",
  ],
  ["FATAL:  incorrect checksum in control file", "damaged"],
  ['FATAL:  lock file "postmaster.pid" already exists', "in_use"],
  ["FATAL:  something that nobody thought of", "failed"],
])("%s", (said, code) => {
  const error = explainStart(said, "/data");
  expect(error).toMatchObject({ code, cause: said });
  expect(error.message).toMatch(/^[A-Z][^\n]*\.$/);
});

test("what the file system refuses is explained too", () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, mkdir '/data'"), { code: "ENOSPC" });
  expect(toStartError(full, "/data")).toMatchObject({ code: "disk_full", cause: full });
});
