import type { Mapping } from "#contract/imports.ts";
import { type Change, change } from "../../db/change.ts";
import type { Database } from "../../db/database.ts";
import { addItems, lockNextItems } from "../items/index.ts";
import { type Chosen, chooseNew, findKeys } from "./choose-new.ts";
import type { ImportBatch, Remark } from "./import-batch.ts";

/** Whose import it is, and where. */
export interface ImportOwner {
  id: string;
  org: string;
  project: string;
  agent: string;
}

/** How far a file has been read. */
export interface Progress {
  line: number;
  byte: number;
  bytesRead: number;
}

/** Somebody else goes on with this import, or it was ended. */
export class Superseded extends Error {}

/** Why a line is left out whose external id is taken. */
const DIFFERING =
  "its external id is there already with other content; to add it, give it another external id, and cancel the old item if this one replaces it";

/** What became of a batch: `duplicates` were there already, `differing` have an external id that is, and other content. */
export interface Outcome {
  added: number;
  duplicates: number;
  differing: number;
}

/** How far a batch brings its import: from the line where it stood, and how its file is read. */
export interface Range {
  before: number;
  progress: Progress;
  mapping: Mapping | null;
}

/** Positions of the first and the last item that a batch added, and a hash of its rows. */
interface Positions {
  first: number;
  last: number;
  hash: string;
}

/** How many remarks an import lists; beyond it they are only counted. */
const MAX_REMARKS = 100_000;

/**
 * Commits a batch in one transaction: items, their slots, the report, the import's progress and one event. Items that
 * the project has already are left out. A batch is committed once, whoever tries.
 * @param careful look for what is there already before anything is sent; otherwise only after the database refused
 * @throws Superseded
 */
export async function commitBatch(
  database: Database,
  owner: ImportOwner,
  batch: ImportBatch,
  range: Range,
  careful: boolean,
): Promise<Outcome> {
  try {
    return await change(database, owner, (tx) => write(tx, owner, batch, range, careful));
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (careful || code !== "23505" || constraint !== "item_key") throw error;
    return commitBatch(database, owner, batch, range, true);
  }
}

async function write(
  tx: Change,
  owner: ImportOwner,
  batch: ImportBatch,
  range: Range,
  careful: boolean,
): Promise<Outcome> {
  const now = await takeImport(tx, owner, range.before);
  const chosen = chooseNew(batch, careful ? await findKeys(tx, owner, batch) : null);
  const added = chosen.items.length;
  const differing = chosen.differing.length;
  const outcome = { added, duplicates: batch.count - added - differing, differing };
  const positions = added > 0 ? await addChosen(tx, owner, batch, chosen, now) : null;
  const left = chosen.differing.map((at): Remark => {
    return { line: batch.lineOf(at), reason: DIFFERING, text: batch.excerptOf(at), landed: false };
  });
  await addRemarks(tx, owner, [...batch.remarks, ...left]);
  await moveOn(tx, owner, batch, range, outcome, positions);
  return outcome;
}

/**
 * Locks the import, and with it the place of its project's next items: positions are in the order of the commits.
 * @returns the time of the batch
 */
async function takeImport(tx: Change, owner: ImportOwner, line: number): Promise<string> {
  const { rows } = await tx.client.query<{ now: string }>(
    `select clock() as now from import i
     where i.id = $1 and i.org_id = $2 and i.project_id = $3 and i.line = $4 and i.state = 'running' for update of i`,
    [owner.id, owner.org, owner.project, line],
  );
  if (!rows[0]) throw new Superseded();
  await lockNextItems(tx, owner.project);
  return rows[0].now;
}

/** Writes down how far the import is, and what came of the batch. */
async function moveOn(
  tx: Change,
  owner: ImportOwner,
  batch: ImportBatch,
  { before, progress, mapping }: Range,
  outcome: Outcome,
  positions: Positions | null,
): Promise<void> {
  const { added, duplicates, differing } = outcome;
  const notes = batch.remarks.filter((remark) => remark.landed).length;
  const { rows } = await tx.client.query<{ batches: number }>(
    `update import set batches = batches + 1, line = $3, byte = $4, bytes_read = $5, mapping = $6, added = added + $7,
       duplicates = duplicates + $8, differing = differing + $9, problems = problems + $10, notes = notes + $11,
       first_position = coalesce(first_position, $12), last_position = coalesce($13, last_position)
     where id = $1 and org_id = $2 and project_id = $14 returning batches`,
    [
      ...[owner.id, owner.org, progress.line, progress.byte, progress.bytesRead, JSON.stringify(mapping)],
      ...[added, duplicates, differing, batch.problems, notes],
      ...[positions?.first ?? null, positions?.last ?? null, owner.project],
    ],
  );
  const lines = { from: before + 1, to: progress.line };
  const body = { import: owner.id, batch: rows[0]!.batches, lines, ...outcome, ...positions };
  tx.event({ kind: "items.imported", project: owner.project, body });
}

async function addChosen(
  tx: Change,
  { project }: ImportOwner,
  batch: ImportBatch,
  chosen: Chosen,
  time: string,
): Promise<Positions> {
  return addItems(tx, project, batch, { ...chosen, time, after: await lastImported(tx, project) });
}

/** Where the imports of a project end, those included that were taken back: an import's range stays its own. */
async function lastImported(tx: Change, project: string): Promise<number> {
  const { rows } = await tx.client.query<{ last: number }>(
    "select coalesce(max(last_position), 0) as last from import where project_id = $1 and org_id = $2",
    [project, tx.org],
  );
  return rows[0]!.last;
}

async function addRemarks(tx: Change, owner: ImportOwner, remarks: readonly Remark[]): Promise<void> {
  if (remarks.length === 0) return;
  await tx.client.query(
    `insert into import_problem (import_id, org_id, line, reason, text, landed)
     select $1, $2, r.line, r.reason, r.text, r.landed
     from unnest($3::bigint[], $4::text[], $5::text[], $6::bool[]) as r(line, reason, text, landed)
     where (select problems + notes + differing from import
       where id = $1 and org_id = $2 and project_id = $7) < ${MAX_REMARKS}
     on conflict do nothing`,
    [
      ...[owner.id, owner.org],
      remarks.map(({ line }) => line),
      remarks.map(({ reason }) => reason),
      remarks.map(({ text }) => text),
      remarks.map(({ landed }) => landed),
      owner.project,
    ],
  );
}
