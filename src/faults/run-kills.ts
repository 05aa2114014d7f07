import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Violation, verify } from "#verify/check.ts";
import { CHECKS, readLog } from "#verify/main.ts";
import { startCrowd } from "./crowd.ts";
import { startExternal } from "./external-postgres.ts";
import { prepareWork } from "./prepare-work.ts";
import { freePort, startSite } from "./site.ts";

export interface KillReport {
  kills: number;
  acknowledged: number;
  /** Milliseconds from a kill to the first healthy answer. */
  recoveries: number[];
  violations: Violation[];
}

/**
 * Puts people to work, kills the server and its database in turn at random moments, lets everybody finish, and
 * lets the checker judge what the database holds against what the people were told.
 * @param between how many submits are acknowledged at least between two kills
 * @param bin the programs of an external PostgreSQL; null: the embedded one
 * @param random gives numbers in [0, 1), so that a run can be repeated
 */
export async function runKills(options: {
  kills: number;
  people: number;
  items: number;
  between: number;
  bin: string | null;
  random: () => number;
  onKill?: (done: number, acknowledged: number) => void;
}): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-faults-"));
  const log = join(folder, "clients.jsonl");
  const external = options.bin === null ? undefined : await startExternal(options.bin, `${folder}-postgres`);
  const site = await startSite(join(folder, "data"), await freePort(), {}, external);
  const recoveries: number[] = [];
  try {
    const { project, people } = await prepareWork(site, options);
    const crowd = startCrowd(site.url, project, people, log);
    for (let n = 0; n < options.kills; n++) {
      const enough = crowd.acknowledged() + options.between;
      while (crowd.acknowledged() < enough) {
        if (crowd.isIdle()) throw new Error("no items are left: give more of them");
        await pause(5);
      }
      await pause(options.random() * 250);
      const start = performance.now();
      await (n % 4 === 3 ? site.killDatabase() : site.killApp());
      recoveries.push(performance.now() - start);
      options.onKill?.(n + 1, crowd.acknowledged());
    }
    await crowd.stop();
    const client = new pg.Client(await site.connection());
    await client.connect();
    const violations = await verify(client, CHECKS, await readLog(log));
    await client.end();
    return { kills: options.kills, acknowledged: crowd.acknowledged(), recoveries, violations };
  } finally {
    await site.stop();
    await external?.stop();
    await rm(folder, { recursive: true, force: true });
    await rm(`${folder}-postgres`, { recursive: true, force: true });
  }
}
