import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { createFileStore } from "#storage/index.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { createPool } from "../db/pool.ts";
import { emptyDatabase } from "../db/testing.ts";
import { verifyRelease } from "../features/releases/verify-release.ts";
import { readArchive } from "./read-archive.ts";
import { restoreBackup } from "./restore-backup.ts";

const BACKUP = `${process.env.GOLDEN_DIR ?? "../shared/golden"}/backups/0.1-demo.tar`;
/** What must come through every migration row by row. */
const KEPT = [
  "answer",
  "review",
  "draft",
  "draft_step",
  "item",
  "event",
  "form_version",
  "guide_version",
  "comment",
  "objection",
];

describe.skipIf(!existsSync(BACKUP))("a backup of release 0.1 (skipped: no golden data)", () => {
  test("keeps every answer, draft and event, breaks no invariant, and its releases are the same to the byte", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-earlier-"));
    const { connection, drop } = await emptyDatabase();
    const store = createFileStore(folder);
    const { manifest } = await readArchive(BACKUP, async (_name, bytes) => {
      for await (const _chunk of bytes);
    });
    const rowsOf = new Map(manifest.parts.map(({ name, rows }) => [name, rows]));
    await restoreBackup(BACKUP, connection, store);

    const client = new pg.Client(connection);
    await client.connect();
    const counts = KEPT.map(
      (table) =>
        `(select count(*) from ${table} t where to_jsonb(t)->>'kind' is distinct from 'rows.adopted') as ${table}`,
    );
    const { rows } = await client.query(`select ${counts.join(", ")}`);
    const kept = Object.fromEntries(Object.entries(rows[0]).map(([table, n]) => [table, Number(n)]));
    expect(kept).toEqual(
      Object.fromEntries(KEPT.map((table) => [table, rowsOf.get(`tables/${table}`) ?? 0])),
    );
    expect(await verify(client, CHECKS, [])).toEqual([]);
    const { rows: made } = await client.query(
      "select id, org_id as org, project_id as project from release where state = 'ready'",
    );
    await client.end();

    const pool = createPool(connection);
    for (const release of made) expect(await verifyRelease(pool, release)).toMatchObject({ equal: true });
    expect(made.length).toBeGreaterThan(0);
    await pool.end();
    await drop();
    await rm(folder, { recursive: true });
  });
});
