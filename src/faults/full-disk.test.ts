import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { call } from "#server/testing/call.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { prepareWork } from "./prepare-work.ts";
import { freePort, type Site, startSite } from "./site.ts";

/** Only root can make a small file system to fill; the continuous integration is root. */
const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), "plumbline-full-"));
const ballast = join(folder, "ballast");
let site: Site;

beforeAll(async () => {
  if (!isRoot) return;
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=160m,mode=711", "tmpfs", folder]);
  site = await startSite(join(folder, "data"), await freePort());
});
afterAll(async () => {
  if (isRoot) {
    await site?.stop();
    execFileSync("umount", ["-l", folder]);
  }
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!isRoot)(
  "a full disk is said in one sentence, loses nothing, and is over when there is space",
  async () => {
    const { project, people } = await prepareWork(site, { people: 1, items: 5 });
    const [person] = people;
    const visitor = { url: site.url, headers: person!.headers };
    const claim = await call(visitor, contract.work.claim, { params: { project }, body: {} });
    const assignment = claim.ok ? claim.data.assignment!.id : "";
    const params = { project, assignment };
    let rev = 0;
    const save = () => {
      const response = randomBytes(120_000).toString("base64"); // random, so that nothing makes it smaller
      return call(visitor, contract.work.saveDraft, { params, body: { body: { response }, rev } });
    };
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 512 * 1024));
    let saved = await save();
    for (let n = 0; saved.ok && n < 300; n++) {
      rev = saved.data.rev;
      saved = await save();
    }
    expect(saved).toMatchObject({
      ok: false,
      problem: { message: expect.stringMatching(/^The (disk|database) .+\.$/) },
    });
    expect([503, 507]).toContain(saved.status);

    rmSync(ballast);
    const submit = () =>
      call(visitor, contract.work.submit, {
        params,
        body: { body: { response: "At last" } },
        key: "one-and-only",
      });
    let outcome = await submit();
    for (const until = Date.now() + 60_000; !outcome.ok && Date.now() < until; outcome = await submit())
      await pause(100);
    expect(outcome).toMatchObject({ ok: true, data: { outcome: "accepted" } });
    const client = new pg.Client(await site.connection());
    await client.connect();
    expect(await verify(client, CHECKS, [])).toEqual([]);
    await client.end();
  },
  120_000,
);
