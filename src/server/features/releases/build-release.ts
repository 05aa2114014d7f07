import type pg from "pg";
import { z } from "zod";
import type { Store } from "#storage/index.ts";
import { runElsewhere } from "../../children/run-elsewhere.ts";
import { change } from "../../db/change.ts";
import type { RowKey } from "../../db/database.ts";
import { connectionOf } from "../../db/pool.ts";
import { recordFile } from "../../files/stored-files.ts";
import { giveReason } from "../../jobs/give-reason.ts";
import type { Job } from "../../jobs/jobs.ts";
import type { Services } from "../../services.ts";
import { findStored } from "./find-release.ts";
import { loadEntries, loadForms } from "./load-entries.ts";
import type { Manifest, WrittenFile } from "./manifest.ts";
import { loadReading } from "./read-as-of.ts";
import { writeRelease } from "./write-release.ts";

const CURE = "Make the release again with the same filter; if that fails too, plumbline doctor says more.";

const CEILINGS = { memoryMb: 1024, totalSeconds: 4 * 3600, silentSeconds: 120 };

const Payload = z.object({ org: z.uuid(), release: z.uuid() });

interface WrittenRelease {
  manifest: Manifest;
  files: WrittenFile[];
}

/** Where a file of a release is kept. */
export const blobOf = (release: string, name: string) => `releases/${release}/${name.toLowerCase()}`;

/** Writes a release in a process of its own: it takes all that a processor gives. Begun again, it writes the same bytes. */
export const buildRelease: Job<z.infer<typeof Payload>> = {
  name: "build-release",
  atOnce: 1,
  payload: Payload,
  async run(payload, services, { signal }) {
    const { database, store } = services;
    await finishRelease(payload, services, (key) => {
      const order = { connection: connectionOf(database.pool), key, folder: store.folder };
      return runElsewhere<WrittenRelease>("build-release", order, CEILINGS, signal);
    });
  },
  async failed({ org, release: id }, { database: { pool } }, error) {
    await pool.query(
      "update release set state = 'failed', failure = $3, finished_at = clock() where id = $1 and org_id = $2",
      [id, org, `${giveReason(error)} ${CURE}`],
    );
  },
};

/** Has the files of a release written from its frozen membership, and records them. */
export async function finishRelease(
  { org, release: id }: z.infer<typeof Payload>,
  { database }: Pick<Services, "database">,
  write: (key: RowKey) => Promise<WrittenRelease>,
): Promise<void> {
  const { pool } = database;
  const release = await findStored(pool, { org, id });
  if (!release || release.state === "ready") return;
  await pool.query(
    "update release set state = 'building', failure = null where id = $1 and org_id = $2 and project_id = $3",
    [id, org, release.project],
  );
  const { manifest, files } = await write({ org, id });
  await change(database, release, async (tx) => {
    const key = [id, org, release.project];
    await tx.client.query(
      `delete from release_file f using release r
       where r.id = f.release_id and r.id = $1 and r.org_id = $2 and r.project_id = $3`,
      key,
    );
    for (const file of files) {
      const { size, sha256: hex } = file;
      const [blob, sha256] = [blobOf(id, file.name), Buffer.from(hex, "hex")];
      await recordFile(tx.client, {
        ...{ key: blob, org, project: release.project, about: "release", id },
        ...{ size, sha256 },
      });
      await tx.client.query(
        `insert into release_file (release_id, name, org_id, format, type, rows, size, sha256, blob)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [...[id, file.name, org, file.format, file.type, file.rows, size], ...[sha256, blob]],
      );
    }
    await tx.client.query(
      `update release set state = 'ready', manifest = $4, finished_at = clock()
       where id = $1 and org_id = $2 and project_id = $3`,
      [...key, JSON.stringify(manifest)],
    );
    const hashes = Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256]));
    tx.event({ kind: "release.ready", project: release.project, body: { release: id, files: hashes } });
  });
}

/** Writes the files of a release into the store. */
export async function writeStored(pool: pg.Pool, store: Store, key: RowKey): Promise<WrittenRelease> {
  const release = (await findStored(pool, key))!;
  const forms = await loadForms(pool, release.org, release.project);
  const sink = {
    write: async (name: string, bytes: AsyncIterable<Uint8Array>) => {
      await store.write(blobOf(release.id, name), bytes);
    },
  };
  const source = { ...release, reading: await loadReading(pool, release, release.facts.policy.asOfForm) };
  return writeRelease({ ...source, entries: () => loadEntries(pool, release, forms) }, sink);
}
