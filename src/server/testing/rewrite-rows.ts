import { inTransaction } from "../db/in-transaction.ts";
import type { TestApp } from "./test-app.ts";

/** Runs a statement on a table whose rows are kept as they are, to give them what a test needs. */
export async function rewriteRows(
  test: TestApp,
  table: "item" | "api_key",
  text: string,
  values: unknown[],
): Promise<void> {
  await inTransaction(test.services.database.pool, async (client) => {
    await client.query(`alter table ${table} disable trigger user`);
    await client.query(text, values);
    await client.query(`alter table ${table} enable trigger user`);
  });
}
