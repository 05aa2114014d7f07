import type { Mapping } from "#contract/imports.ts";
import { shapeNamed } from "#formats/import/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { dropFailed, enqueue } from "../../jobs/jobs.ts";
import { importFile } from "./import-file.ts";

/**
 * Starts an uploaded import, or goes on with one that failed. Without a mapping it is read as it was before, or as
 * fits best.
 * @throws AppError not_found, conflict (it runs or is done), invalid (a shape that there is not)
 */
export async function startImport(
  tx: Change,
  project: string,
  id: string,
  mapping: Mapping | null,
): Promise<void> {
  if (mapping && !shapeNamed(mapping.shape))
    throw new AppError("invalid", { fields: { "mapping.shape": "is not a known shape" } });
  const row = await tx.db
    .selectFrom("import")
    .select(["state", "batches"])
    .where("id", "=", id)
    .where("project_id", "=", project)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  if (row.state !== "uploaded" && row.state !== "failed") throw new AppError("conflict");
  const changed = mapping && row.batches === 0 ? { mapping: JSON.stringify(mapping) } : {};
  await tx.db
    .updateTable("import")
    .set((eb) => ({
      ...{ state: "running", failure: null, finished_at: null, started_at: eb.fn<string>("clock") },
      ...changed,
    }))
    .where("id", "=", id)
    .where("project_id", "=", project)
    .execute();
  const payload = { org: tx.org, import: id };
  await dropFailed(tx.client, importFile, payload, id);
  await enqueue(tx.client, importFile, payload, id);
}
