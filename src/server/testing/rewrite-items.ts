import { inTransaction } from "../db/in-transaction.ts";
import type { TestApp } from "./test-app.ts";

/** Runs a statement on items, which never change otherwise, to give them what a test needs. */
export async function rewriteItems(test: TestApp, text: string, values: unknown[]): Promise<void> {
  await inTransaction(test.services.database.pool, async (client) => {
    await client.query("alter table item disable trigger user");
    await client.query(text, values);
    await client.query("alter table item enable trigger user");
  });
}
