import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort, startSite } from "./site.ts";

export interface StartReport {
  /** Milliseconds from each kill to the first healthy answer. */
  recoveries: number[];
  /** What was said at the start that failed, behind which there were no more; null where none did. */
  failure: string | null;
  /** Rows that were committed before a kill and are gone. */
  lost: number;
}

/**
 * Kills the server and its database at the same moment and starts the server again at once, round after round.
 */
export async function runStarts(rounds: number): Promise<StartReport> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-starts-"));
  const site = await startSite(join(folder, "data"), await freePort());
  const report: StartReport = { recoveries: [], failure: null, lost: 0 };
  try {
    await ask(await site.connection(), "create table survivor (n int)");
    for (let n = 0; n < rounds; n++) {
      await ask(await site.connection(), `insert into survivor values (${n})`);
      const start = performance.now();
      await site.killAll();
      report.recoveries.push(performance.now() - start);
    }
    const kept = await ask(await site.connection(), "select count(*)::int as n from survivor");
    report.lost = rounds - kept[0]!.n;
  } catch (error) {
    report.failure = (error as Error).message;
  } finally {
    await site.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return report;
}

async function ask(connection: pg.ClientConfig, text: string): Promise<{ n: number }[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
