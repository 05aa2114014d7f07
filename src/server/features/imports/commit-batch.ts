import type pg from "pg";
import type { Mapping } from "#contract/imports.ts";
import { timestampOf, uuidBytes } from "../../db/binary-rows.ts";
import { type Change, change } from "../../db/change.ts";
import { queuesFor, slotPosition } from "../work/index.ts";
import { type ImportBatch, ITEM_COLUMNS, type Remark, repeatedKey } from "./import-batch.ts";

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

/** How many remarks an import lists; beyond it they are only counted. */
const MAX_REMARKS = 100_000;
const SLOT_COLUMNS = ["org_id", "item_id", "queue_id", "n", "position"];

/**
 * Commits a batch in one transaction: items, their slots, the report, the import's progress and one event. Items that
 * the project has already are left out.
 * @param before the line up to which the import stood; a batch is committed once, whoever tries
 * @param careful look for what is there already before anything is sent; otherwise only after the database refused
 * @throws Superseded
 */
export async function commitBatch(
  pool: pg.Pool,
  owner: ImportOwner,
  batch: ImportBatch,
  range: { before: number; progress: Progress; mapping: Mapping },
  careful: boolean,
): Promise<Outcome> {
  try {
    return await change(pool, owner, (tx) => write(tx, owner, batch, range, careful));
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (careful || code !== "23505" || constraint !== "item_key") throw error;
    return commitBatch(pool, owner, batch, range, true);
  }
}

async function write(
  tx: Change,
  owner: ImportOwner,
  batch: ImportBatch,
  { before, progress, mapping }: { before: number; progress: Progress; mapping: Mapping },
  careful: boolean,
): Promise<Outcome> {
  const { rows } = await tx.client.query<{ now: string }>(
    `select clock() as now from import i join project p on p.id = i.project_id
     where i.id = $1 and i.org_id = $2 and i.project_id = $3 and i.line = $4 and i.state = 'running' for update of i`,
    [owner.id, owner.org, owner.project, before],
  );
  if (!rows[0]) throw new Superseded();
  // Within a project batches come one after another: positions are then in the order in which they are committed.
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended('items of ' || $1, 0))", [
    owner.project,
  ]);
  const chosen = chooseNew(batch, careful ? await findKeys(tx, owner, batch) : null);
  const positions = chosen.items.length > 0 ? await addItems(tx, owner, batch, chosen, rows[0].now) : null;
  const left = chosen.differing.map((at) => ({
    ...{ line: batch.lineOf(at), reason: DIFFERING, text: batch.excerptOf(at), landed: false },
  }));
  await addRemarks(tx, owner, [...batch.remarks, ...left]);
  const added = chosen.items.length;
  const differing = left.length;
  const duplicates = batch.count - added - differing;
  const notes = batch.remarks.filter((remark) => remark.landed).length;
  const { rows: updated } = await tx.client.query<{ batches: number }>(
    `update import set batches = batches + 1, line = $2, byte = $3, bytes_read = $4, mapping = $5, added = added + $6,
       duplicates = duplicates + $7, problems = problems + $8, notes = notes + $9,
       first_position = coalesce(first_position, $10), last_position = coalesce($11, last_position),
       differing = differing + $12
     where id = $1 and org_id = $13 returning batches`,
    [
      ...[owner.id, progress.line, progress.byte, progress.bytesRead, JSON.stringify(mapping)],
      ...[
        added,
        duplicates,
        batch.problems,
        notes,
        positions?.first ?? null,
        positions?.last ?? null,
        differing,
      ],
      owner.org,
    ],
  );
  const lines = { from: before + 1, to: progress.line };
  tx.event({
    kind: "items.imported",
    project: owner.project,
    body: {
      import: owner.id,
      batch: updated[0]!.batches,
      lines,
      added,
      duplicates,
      differing,
      ...positions,
    },
  });
  return { added, duplicates, differing };
}

/** An item that the project has: whether this very import brought it, and the first half of its hash. */
interface Known {
  own: boolean;
  hash: string;
}

/** Which of the batch's keys the project has. */
async function findKeys(tx: Change, owner: ImportOwner, batch: ImportBatch): Promise<Map<string, Known>> {
  const keys = Array.from({ length: batch.count }, (_, at) => batch.keyOf(at));
  const { rows } = await tx.client.query<Known & { key: string }>(
    `select encode(uuid_send(key), 'hex') as key, import_id is not distinct from $3 as own,
       encode(substring(hash for 16), 'hex') as hash
     from item where project_id = $1 and org_id = $4 and key = any($2::uuid[])`,
    [owner.project, keys, owner.id, owner.org],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** The items of a batch that go in, by number; and other keys than their own for some of them. */
interface Chosen {
  items: Int32Array;
  keys: Map<number, Buffer>;
  /** Those whose external id is taken by other content, by number. */
  differing: number[];
}

/**
 * The items that are new. An external id counts once. Content without one counts as often as its file has it; what
 * another import brought is there already.
 */
function chooseNew(batch: ImportBatch, known: ReadonlyMap<string, Known> | null): Chosen {
  const seen = batch.keyTable();
  const items = new Int32Array(batch.count);
  const keys = new Map<number, Buffer>();
  const differing: number[] = [];
  let count = 0;
  for (let at = 0; at < batch.count; at++) {
    const there = known?.get(batch.keyOf(at));
    const earlier = there?.own === false ? null : seen.add(at);
    const hash = there?.hash ?? (earlier === null ? null : batch.hashOf(earlier));
    if (hash !== null && (there?.own === false || batch.hasExternalId(at))) {
      if (hash !== batch.hashOf(at)) differing.push(at);
      continue;
    }
    if (hash !== null) keys.set(at, repeatedKey(batch.keyOf(at), batch.lineOf(at)));
    items[count++] = at;
  }
  return { items: items.subarray(0, count), keys, differing };
}

async function addItems(
  tx: Change,
  owner: ImportOwner,
  batch: ImportBatch,
  { items, keys }: Chosen,
  now: string,
): Promise<{ first: number; last: number }> {
  const { rows } = await tx.client.query<{ positions: number[] }>(
    "select to_json(array_agg(nextval('item_position_seq'))) as positions from generate_series(1, $1)",
    [items.length],
  );
  const { positions } = rows[0]!;
  const queues = await queuesFor(tx, owner.project, batch.attributes);
  const org = uuidBytes(owner.org);
  const time = timestampOf(now);
  const { slots } = batch;
  slots.clear();
  items.forEach((at, n) => {
    const position = positions[n]!;
    batch.place(at, position, time, keys.get(at) ?? null);
    const id = batch.idOf(at);
    const queue = queues[batch.attributesOf(at)]!;
    for (let slot = 0; slot < queue.slots; slot++) {
      slots.row(SLOT_COLUMNS.length);
      slots.raw(org);
      slots.raw(id);
      slots.int4(queue.queue);
      slots.int2(slot);
      slots.int8(slotPosition(1, position, slot));
    }
  });
  await batch.rows.copyInto(tx.client, "item", ITEM_COLUMNS, stretches(batch, items));
  await slots.copyInto(tx.client, "slot", SLOT_COLUMNS);
  return { first: positions[0]!, last: positions.at(-1)! };
}

/** The rows to send as few stretches of the buffer: neighbours go together. */
function stretches(batch: ImportBatch, items: Int32Array): [start: number, end: number][] {
  const all: [number, number][] = [];
  for (const at of items) {
    const [start, end] = batch.stretchOf(at);
    const last = all.at(-1);
    if (last?.[1] === start) last[1] = end;
    else all.push([start, end]);
  }
  return all;
}

async function addRemarks(tx: Change, owner: ImportOwner, remarks: readonly Remark[]): Promise<void> {
  if (remarks.length === 0) return;
  await tx.client.query(
    `insert into import_problem (import_id, org_id, line, reason, text, landed)
     select $1, $2, r.line, r.reason, r.text, r.landed
     from unnest($3::bigint[], $4::text[], $5::text[], $6::bool[]) as r(line, reason, text, landed)
     where (select problems + notes + differing from import where id = $1 and org_id = $2) < ${MAX_REMARKS}
     on conflict do nothing`,
    [
      ...[owner.id, owner.org],
      remarks.map(({ line }) => line),
      remarks.map(({ reason }) => reason),
      remarks.map(({ text }) => text),
      remarks.map(({ landed }) => landed),
    ],
  );
}
