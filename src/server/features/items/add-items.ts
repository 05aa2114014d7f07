import { timestampOf, uuidBytes } from "../../db/binary-rows.ts";
import type { Change } from "../../db/change.ts";
import { queuesFor } from "../work/index.ts";
import { ITEM_COLUMNS, type NewItems } from "./new-items.ts";

/** Which items of a batch go in, where, and under which keys. */
export interface Places {
  /** Their numbers in the batch. */
  items: Int32Array;
  /** Other keys than their own for some of them, by number. */
  keys: ReadonlyMap<number, Buffer>;
  /** ISO 8601. */
  time: string;
  /** A position behind which they come, further than the last item's. */
  after?: number;
}

/** Makes whoever else adds items to the project wait: positions are in the order of the commits. */
export async function lockNextItems(tx: Change, project: string): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended('items of ' || $1, 0))", [project]);
}

/**
 * Adds items of a batch to a project behind its last one, each with its open slots: the one way in which items are
 * written. `lockNextItems` comes first in the same transaction; the event belongs to whoever brings the items.
 * @returns the positions of the first and the last, and a hash that proves the rows between them
 * @throws where the project has an item with one of the keys (constraint `item_key`)
 */
export async function addItems(
  tx: Change,
  project: string,
  batch: NewItems,
  { items, keys, time, after = 0 }: Places,
): Promise<{ first: number; last: number; hash: string }> {
  const last = Math.max(after, await lastPosition(tx, project));
  const starts = await queuesFor(tx, project, batch.attributes);
  const org = uuidBytes(tx.org);
  const at = timestampOf(time);
  const { slots } = batch;
  slots.clear();
  items.forEach((item, n) => {
    const position = last + 1 + n;
    batch.place(item, position, at, keys.get(item) ?? null);
    slots.open(org, batch.idOf(item), position, starts[batch.attributesOf(item)]!);
  });
  await batch.rows.copyInto(tx.client, "item", ITEM_COLUMNS, stretches(batch, items));
  await slots.write(tx);
  return { first: last + 1, last: last + items.length, hash: batch.proofOf(items) };
}

async function lastPosition(tx: Change, project: string): Promise<number> {
  const { rows } = await tx.client.query<{ last: number }>(
    "select coalesce(max(position), 0) as last from item where project_id = $1 and org_id = $2",
    [project, tx.org],
  );
  return rows[0]!.last;
}

/** The rows to send as few stretches of the buffer: neighbours go together. */
function stretches(batch: NewItems, items: Int32Array): [start: number, end: number][] {
  const all: [number, number][] = [];
  for (const at of items) {
    const [start, end] = batch.stretchOf(at);
    const last = all.at(-1);
    if (last?.[1] === start) last[1] = end;
    else all.push([start, end]);
  }
  return all;
}
