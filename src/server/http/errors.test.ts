import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { giveReason, toAppError } from "./errors.ts";

test("a file that is gone is not taken for a database that does not answer", async () => {
  const noFile = await readFile("/no/such/file").catch((error: unknown) => error);
  const noSocket = await new Promise((resolve) => connect("/no/such/socket").on("error", resolve));
  expect(toAppError(noFile).code).toBe("internal");
  expect(toAppError(noSocket).code).toBe("unavailable");
});

test("a job that met a full disk says so, in the words of the database or of the system", () => {
  const system = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  const database = new Error("could not extend file: No space left on device");
  expect([system, database, new Error("a bug")].map(giveReason)).toEqual([
    "The disk is full.",
    "The disk is full.",
    "Something went wrong on the server.",
  ]);
});
