import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import pg from "pg";
import { acknowledged } from "./acknowledged.ts";
import { type Check, type LogEntry, verify } from "./check.ts";
import { dataRules } from "./data-rules.ts";
import { history } from "./history.ts";
import { workRules } from "./work-rules.ts";

/** Every invariant, in the order in which they are checked. */
export const CHECKS: readonly Check[] = [...acknowledged, ...workRules, ...history, ...dataRules];

/** Reads what the clients wrote down; a last line that was cut off by a crash was never acknowledged. */
export async function readLog(path: string): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    try {
      entries.push(JSON.parse(line) as LogEntry);
    } catch {
      // cut off
    }
  }
  return entries;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { url: { type: "string" }, log: { type: "string" } } });
  const connectionString = values.url ?? process.env.DATABASE_URL;
  if (!connectionString) {
    console.error("Name the database: npm run verify -- --url postgres://…  [--log clients.jsonl]");
    process.exit(2);
  }
  const client = new pg.Client({ connectionString });
  await client.connect();
  const log = values.log ? await readLog(values.log) : [];
  const violations = await verify(client, CHECKS, log);
  await client.end();
  for (const { invariant, message } of violations) console.log(`${invariant}  ${message}`);
  console.log(`${CHECKS.length} checks, ${log.length} log entries, ${violations.length} violations`);
  process.exit(violations.length > 0 ? 1 : 0);
}

if (process.argv[1]?.endsWith("main.ts") && process.argv[1].includes("verify")) await main();
