import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { toAppError } from "./errors.ts";

test("a file that is gone is not taken for a database that does not answer", async () => {
  const noFile = await readFile("/no/such/file").catch((error: unknown) => error);
  const noSocket = await new Promise((resolve) => connect("/no/such/socket").on("error", resolve));
  expect(toAppError(noFile).code).toBe("internal");
  expect(toAppError(noSocket).code).toBe("unavailable");
});
