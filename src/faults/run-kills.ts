import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { createDatabase } from "../server/db/database.ts";
import { createPool } from "../server/db/pool.ts";
import { addItems } from "../server/testing/add-items.ts";
import { buildCrowd, buildOrganization, buildProject } from "../server/testing/make.ts";
import { type Violation, verify } from "../verify/check.ts";
import { CHECKS, readLog } from "../verify/main.ts";
import { startCrowd } from "./crowd.ts";
import { type Site, startSite } from "./site.ts";

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
 * @param random gives numbers in [0, 1), so that a run can be repeated
 */
export async function runKills(options: {
  kills: number;
  people: number;
  items: number;
  random: () => number;
  onKill?: (done: number, acknowledged: number) => void;
}): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-faults-"));
  const log = join(folder, "clients.jsonl");
  const site = await startSite(join(folder, "data"), await freePort());
  const recoveries: number[] = [];
  try {
    const { project, people } = await prepare(site, options.people, options.items);
    const crowd = startCrowd(site.url, project, people, log);
    for (let n = 0; n < options.kills; n++) {
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
    await rm(folder, { recursive: true, force: true });
  }
}

/** An organization, a project, items and people, made beside the server before anybody is killed. */
async function prepare(site: Site, people: number, items: number) {
  const pool = createPool(await site.connection(), { max: 2 });
  try {
    const test = { url: site.url, services: { database: createDatabase(pool) } } as Parameters<
      typeof buildOrganization
    >[0];
    const { owner } = await buildOrganization(test);
    const project = await buildProject(owner, { settings: { review: false, answersPerItem: 2 } });
    await addItems(test, owner, project, items);
    return { project, people: await buildCrowd(test, owner, project, people) };
  } finally {
    await pool.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
