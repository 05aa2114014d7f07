import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import pg from "pg";
import { acknowledged } from "./acknowledged.ts";
import { agreementRules } from "./agreement-rules.ts";
import { announcementRules } from "./announcement-rules.ts";
import { audienceRules } from "./audience-rules.ts";
import { type Check, type LogEntry, verify } from "./check.ts";
import { dataRules } from "./data-rules.ts";
import { derivedRules } from "./derived-rules.ts";
import { gateRules } from "./gate-rules.ts";
import { guideRules } from "./guide-rules.ts";
import { history, sealedBy } from "./history.ts";
import { importedItems } from "./imported-items.ts";
import { itemSets } from "./item-sets.ts";
import { judgingRules } from "./judging-rules.ts";
import { provenRows } from "./proven-rows.ts";
import { questionRules } from "./question-rules.ts";
import { replayed } from "./replayed.ts";
import { traitRules } from "./trait-rules.ts";
import { workRules } from "./work-rules.ts";

/** Every invariant, in the order in which they are checked. */
export const CHECKS: readonly Check[] = [
  ...acknowledged,
  ...traitRules,
  ...agreementRules,
  ...announcementRules,
  ...workRules,
  ...history,
  provenRows,
  importedItems,
  ...replayed,
  ...dataRules,
  ...guideRules,
  ...audienceRules,
  ...gateRules,
  ...questionRules,
  ...judgingRules,
  ...derivedRules,
  itemSets,
];

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

const USAGE = `Usage: npm run verify -- [options]

Checks every invariant of a database and lists what violates one. Exits with 0 where nothing does, else with 1.

  --data DIR   the data folder of a server that runs; ./data by default
  --url URL    a database instead, else DATABASE_URL
  --log FILE   what clients wrote down as acknowledged, as JSON lines
  --seal HASH  a seal of the event log that it must hold
  --help       show this`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      url: { type: "string" },
      data: { type: "string" },
      log: { type: "string" },
      seal: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const client = new pg.Client(await connectionOf(values));
  await client.connect();
  const log = values.log ? await readLog(values.log) : [];
  const checks = values.seal ? [...CHECKS, sealedBy(values.seal)] : CHECKS;
  const violations = await verify(client, checks, log);
  await client.end();
  for (const { invariant, message } of violations) console.log(`${invariant}  ${message}`);
  console.log(`${checks.length} checks, ${log.length} log entries, ${violations.length} violations`);
  process.exit(violations.length > 0 ? 1 : 0);
}

/** The database of --url or DATABASE_URL, else that of a server that runs on --data (or on ./data). */
async function connectionOf(values: { url?: string; data?: string }): Promise<pg.ClientConfig> {
  const connectionString = values.url ?? process.env.DATABASE_URL;
  // The driver takes `require` for `verify-full`, and warns; it is to mean what it means to PostgreSQL.
  const isLoose = /[?&]sslmode=(prefer|require|verify-ca)(&|$)/.test(connectionString ?? "");
  if (connectionString)
    return { connectionString: isLoose ? `${connectionString}&uselibpqcompat=true` : connectionString };
  const file = join(values.data ?? "data", "connection.json");
  try {
    return JSON.parse(await readFile(file, "utf8")) as pg.ClientConfig;
  } catch {
    console.error(
      `No server runs on ${values.data ?? "./data"}. Start it, or name a database: npm run verify -- --url postgres://…`,
    );
    process.exit(2);
  }
}

if (process.argv[1]?.endsWith("main.ts") && process.argv[1].includes("verify")) await main();
