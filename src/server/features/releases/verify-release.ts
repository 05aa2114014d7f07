import type { RowKey } from "../../db/database.ts";
import { AppError } from "../../http/errors.ts";
import type { Services } from "../../services.ts";
import { findStored } from "./find-release.ts";
import { loadEntries, loadForms } from "./load-entries.ts";
import { writeRelease } from "./write-release.ts";

/**
 * Writes a release again from its frozen membership, to nowhere, and compares every file with what was recorded.
 * @throws AppError not_ready while it is not written yet
 */
export async function verifyRelease(
  { database: { pool } }: Services,
  key: RowKey,
): Promise<{ equal: boolean; files: { name: string; equal: boolean }[] }> {
  const release = await findStored(pool, key);
  if (release?.state !== "ready") throw new AppError("not_ready");
  const forms = await loadForms(pool, release.org, release.project);
  const nowhere = {
    async write(_name: string, bytes: AsyncIterable<Uint8Array>) {
      for await (const _chunk of bytes);
    },
  };
  const source = { ...release, entries: () => loadEntries(pool, release, forms) };
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
