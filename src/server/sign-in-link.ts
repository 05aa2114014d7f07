import { reachDatabase } from "./backup/index.ts";
import { createDatabase } from "./db/database.ts";
import { createPool } from "./db/pool.ts";
import type { Settings } from "./env.ts";
import { linkFromMachine, type MachineLink } from "./features/people/index.ts";
import { SUBSCRIBERS } from "./subscribers.ts";

/**
 * A sign-in link for a person, for whoever holds the data: no API key makes one. Works beside a running server.
 * @param said the person's address, name or id
 * @throws Error with one sentence: there is no data, or no such person who may sign in
 */
export async function signInLink(settings: Settings, said: string): Promise<MachineLink> {
  const reached = await reachDatabase(settings, "data");
  const pool = createPool(reached.connection, { max: 1 });
  try {
    const baseUrl = settings.baseUrl ?? `http://localhost:${settings.port}`;
    const link = await linkFromMachine({ database: createDatabase(pool, SUBSCRIBERS), baseUrl }, said);
    if (!link) throw new Error(`There is no person ${said} who may sign in.`);
    return link;
  } finally {
    await pool.end();
    await reached.stop();
  }
}
