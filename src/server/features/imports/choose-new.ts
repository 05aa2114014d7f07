import type { Change } from "../../db/change.ts";
import { repeatedKey } from "../items/index.ts";
import type { ImportBatch } from "./import-batch.ts";

/** An item that the project has: whether this very import brought it, and the first half of its hash. */
interface Known {
  own: boolean;
  hash: string;
}

/** Which of the batch's keys the project has. */
export async function findKeys(
  tx: Change,
  owner: { id: string; org: string; project: string },
  batch: ImportBatch,
): Promise<Map<string, Known>> {
  const keys = Array.from({ length: batch.count }, (_, at) => batch.keyOf(at));
  const { rows } = await tx.client.query<Known & { key: string }>(
    `select encode(uuid_send(key), 'hex') as key, import_id is not distinct from $3 as own,
       encode(substring(hash for 16), 'hex') as hash
     from item_now where project_id = $1 and org_id = $4 and key = any($2::uuid[])`,
    [owner.project, keys, owner.id, owner.org],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** The items of a batch that go in, by number; and other keys than their own for some of them. */
export interface Chosen {
  items: Int32Array;
  keys: Map<number, Buffer>;
  /** Those whose external id is taken by other content, by number. */
  differing: number[];
}

/**
 * The items that are new. An external id counts once. Content without one counts as often as its file has it; what
 * another import brought is there already.
 */
export function chooseNew(batch: ImportBatch, known: ReadonlyMap<string, Known> | null): Chosen {
  const seen = batch.keyTable();
  const items = new Int32Array(batch.count);
  const keys = new Map<number, Buffer>();
  const differing: number[] = [];
  const again = repeatedKeys();
  let count = 0;
  for (let at = 0; at < batch.count; at++) {
    const there = known?.get(batch.keyOf(at));
    const isForeign = there?.own === false;
    const earlier = isForeign ? null : seen.add(at);
    const taken = there?.hash ?? (earlier === null ? null : batch.hashOf(earlier));
    if (taken === null) {
      items[count++] = at;
    } else if (!isForeign && !batch.hasExternalId(at)) {
      keys.set(at, again(batch.keyOf(at), batch.lineOf(at)));
      items[count++] = at;
    } else if (taken !== batch.hashOf(at)) {
      differing.push(at);
    }
  }
  return { items: items.subarray(0, count), keys, differing };
}

/** Gives the keys of what was there before, line by line: one line may hold the same thing more than twice. */
function repeatedKeys(): (key: string, line: number) => Buffer {
  const last = new Map<string, string>();
  let ofLine = 0;
  return (first, line) => {
    if (line !== ofLine) last.clear();
    ofLine = line;
    const key = repeatedKey(last.get(first) ?? first, line);
    last.set(first, key.toString("hex"));
    return key;
  };
}
