import type pg from "pg";
import { z } from "zod";
import { Mapping } from "#contract/imports.ts";
import { UnreadableFile } from "#formats/read/index.ts";
import type { RowKey } from "../../db/database.ts";
import { giveReason } from "../../jobs/give-reason.ts";
import type { Job } from "../../jobs/jobs.ts";
import { Superseded } from "./commit-batch.ts";
import { importElsewhere } from "./reading/read-elsewhere.ts";
import type { RunningImport } from "./run-import.ts";

const Payload = z.object({ org: z.uuid(), import: z.uuid() });

/** Imports an uploaded file; after a crash it goes on behind the last batch that was committed. */
export const importFile: Job<z.infer<typeof Payload>> = {
  name: "import-file",
  atOnce: 2,
  payload: Payload,
  async run({ org, import: id }, { database: { pool }, store, log }, { signal, progressed }) {
    const running = await findRunning(pool, { org, id });
    if (!running) return;
    try {
      const onSign = (batches: number) => batches > 0 && progressed();
      const whole = await importElsewhere(pool, running, store.read(running.blob), { signal, onSign });
      if (whole) await finishImport(pool, running);
    } catch (error) {
      if (error instanceof Superseded) log.info({ import: id }, "an import is gone on with elsewhere");
      else if (error instanceof UnreadableFile) await failImport(pool, running, error.message);
      else throw error;
    }
  },
  failed: ({ org, import: id }, { database: { pool } }, error) =>
    failImport(pool, { org, id }, giveUpText(error)),
};

interface StoredImport extends RunningImport {
  blob: string;
}

/** An import that is to be gone on with; undefined where it was ended. */
export async function findRunning(pool: pg.Pool, { org, id }: RowKey): Promise<StoredImport | undefined> {
  const { rows } = await pool.query<StoredImport & { mapping: unknown }>(
    `select id, org_id as org, project_id as project, agent_id as agent, name, blob, mapping, line, byte
     from import where id = $1 and org_id = $2 and state = 'running'`,
    [id, org],
  );
  const row = rows[0];
  return row && { ...row, mapping: row.mapping === null ? null : Mapping.parse(row.mapping) };
}

/** Ends an import whose file was read to its end, and lets the planner know the new rows. */
export async function finishImport(pool: pg.Pool, { org, id }: RowKey): Promise<void> {
  const { rows } = await pool.query<{ added: number }>(
    `update import set state = 'done', failure = null, finished_at = clock(), bytes_read = size
     where id = $1 and org_id = $2 and state = 'running' returning added`,
    [id, org],
  );
  if ((rows[0]?.added ?? 0) > 10_000) pool.query("analyze item, slot").catch(() => {}); // nobody waits for it
}

/** Why an import ended whose file did not arrive. */
export const BROKEN_OFF = "The upload broke off. Send the file again: what is here is not added twice.";

/** What an import says that was given up. */
export function giveUpText(error: unknown): string {
  return `${giveReason(error)} What was imported stays; start the import again to go on.`;
}

/** Ends an import with a reason; what was imported stays, and starting it again goes on. */
export async function failImport(pool: pg.Pool, { org, id }: RowKey, message: string): Promise<void> {
  await pool.query(
    `update import set state = 'failed', failure = $3, finished_at = clock()
     where id = $1 and org_id = $2 and state = 'running'`,
    [id, org, message.slice(0, 1000)],
  );
}
