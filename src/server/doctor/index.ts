import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { reachDatabase } from "../backup/index.ts";
import { readCircumstances, type Settings } from "../env.ts";
import { explainFailure } from "../explain-failure.ts";
import { refuseSettings } from "../refuse-insecure.ts";
import { examineDatabase } from "./database.ts";
import { type Finding, fine, wrong } from "./finding.ts";
import { examineMachine } from "./machine.ts";

export type { Finding } from "./finding.ts";

/**
 * Looks at everything that a server with these settings needs. An embedded database that does not run is started
 * for it and stopped again; nothing is changed.
 */
export async function examine(settings: Settings): Promise<Finding[]> {
  return [...(await examineMachine(settings)), ...(await reach(settings)), ...examineProduction(settings)];
}

async function reach(settings: Settings): Promise<Finding[]> {
  const isNew = settings.databaseUrl === null && !existsSync(join(resolve(settings.dataDir), "postgres"));
  if (isNew) return [fine("database", "none yet: the first start makes it")];
  try {
    const reached = await reachDatabase(settings, "data");
    try {
      const client = new pg.Client({ ...reached.connection, connectionTimeoutMillis: 5000 });
      client.on("error", () => {}); // the statement that waits fails with it
      await client.connect();
      const findings = await examineDatabase(client, reached.store).finally(() => client.end());
      return [fine("database", settings.databaseUrl ? "answers" : "the embedded one answers"), ...findings];
    } finally {
      await reached.stop();
    }
  } catch (error) {
    return [wrong("database", explainFailure(error))];
  }
}

function examineProduction(settings: Settings): Finding[] {
  if (!settings.production) return [];
  const refusals = refuseSettings(settings, readCircumstances());
  if (refusals.length === 0) return [fine("production", "plumbline serve starts with these settings")];
  return refusals.map(({ name, says }) => wrong(`production: ${name}`, says));
}
