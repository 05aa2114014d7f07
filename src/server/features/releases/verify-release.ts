import type pg from "pg";
import { runElsewhere } from "../../children/run-elsewhere.ts";
import type { RowKey } from "../../db/database.ts";
import { connectionOf } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import { findStored } from "./find-release.ts";
import { loadEntries, loadForms } from "./load-entries.ts";
import { loadReading } from "./read-as-of.ts";
import { writeRelease } from "./write-release.ts";

/** What comes of it: whether every file of the release would be the same, byte by byte. */
interface Verified {
  equal: boolean;
  files: { name: string; equal: boolean }[];
}

const CEILINGS = { memoryMb: 1024, totalSeconds: 2 * 3600, silentSeconds: 120 };

/**
 * Verifies a release in a process of its own: to write it takes all that a processor gives.
 * @throws AppError not_ready while it is not written yet
 */
export async function verifyElsewhere(pool: pg.Pool, key: RowKey): Promise<Verified> {
  const release = await findStored(pool, key);
  if (release?.state !== "ready") throw new AppError("not_ready");
  return runElsewhere("verify-release", { connection: connectionOf(pool), key }, CEILINGS);
}

/** Writes a release that is ready again from its frozen membership, to nowhere, and compares every file with what was recorded. */
export async function verifyRelease(pool: pg.Pool, key: RowKey): Promise<Verified> {
  const release = (await findStored(pool, key))!;
  const forms = await loadForms(pool, release.org, release.project);
  const nowhere = {
    async write(_name: string, bytes: AsyncIterable<Uint8Array>) {
      for await (const _chunk of bytes);
    },
  };
  const source = {
    ...release,
    entries: () => loadEntries(pool, release, forms),
    reading: await loadReading(pool, release, release.facts.policy.asOfForm),
  };
  const { files } = await writeRelease(source, nowhere);
  const { rows } = await pool.query<{ name: string; sha256: string }>(
    `select f.name, encode(f.sha256, 'hex') as sha256 from release r join release_file f on f.release_id = r.id
     where r.id = $1 and r.project_id = $2 and r.org_id = $3 order by f.name`,
    [release.id, release.project, release.org],
  );
  const written = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  const names = [...new Set([...rows.map(({ name }) => name), ...written.keys()])].sort();
  const recorded = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const compared = names.map((name) => ({ name, equal: recorded.get(name) === written.get(name) }));
  return { equal: compared.every(({ equal }) => equal), files: compared };
}
