import { createHash, type Hash } from "node:crypto";
import type pg from "pg";
import { canonicalJson } from "./canonical-json.ts";
import type { Check } from "./check.ts";

interface Batch {
  seq: string;
  first: string;
  last: string;
  hash: string;
  /** Whether its import was taken back. */
  gone: boolean;
  /** Over its items as they are. */
  found?: Hash;
}

interface ItemRow {
  id: string;
  position: string;
  sent: Buffer;
  attributes: unknown;
  hash: Buffer;
  shown: unknown;
  hidden: unknown;
}

const PAGE = 2_000;

/** Items as they were imported: what each holds against its hash, and the batches against the hashes in their events. */
export const importedItems: Check = {
  invariant: "I6",
  says: "items are as they were imported",
  async find(client) {
    const wrong: string[] = [];
    const { rows: projects } = await client.query<{ id: string }>("select id from project order by id");
    for (const { id } of projects) {
      const { rows: batches } = await client.query<Batch>(BATCHES, [id]);
      let at = 0;
      for await (const item of itemsOf(client, id)) {
        if (!contentHash(item).equals(item.hash))
          wrong.push(`item ${item.id} does not have its content's hash`);
        while (at < batches.length && BigInt(item.position) > BigInt(batches[at]!.last)) at++;
        const batch = batches[at];
        if (!batch || BigInt(item.position) < BigInt(batch.first)) continue; // proven one by one, or found there
        batch.found ??= createHash("sha256");
        batch.found
          .update(COLUMNS)
          .update(item.sent)
          .update(sized(jsonb(item.attributes)))
          .update(sized(item.hash));
      }
      for (const { seq, found, hash, gone } of batches) {
        const isWhole = gone ? !found : found?.digest("hex") === hash;
        if (!isWhole) wrong.push(`the items of event ${seq} are not those that it has`);
      }
    }
    return wrong;
  },
};

/** The batches of a project that have a hash, in the order of their items. */
const BATCHES = `
select e.seq, e.body->>'first' as first, e.body->>'last' as last, e.body->>'hash' as hash,
  exists (select from event g where g.kind = 'import.taken-back' and g.body->>'import' = e.body->>'import') as gone
from event e where e.kind = 'items.imported' and e.project_id = $1 and e.body->>'hash' is not null
order by (e.body->>'first')::bigint`;

/** What is sent in front of a row: the number of its columns. */
const COLUMNS = Buffer.from([0, 15]);
/** The columns of an item in the order in which an import sends them, each behind its length. */
const SENT = [
  ...["int8send(position)", "timestamptz_send(at)", "uuid_send(key)", "uuid_send(id)", "uuid_send(org_id)"],
  ...["uuid_send(project_id)", "uuid_send(import_id)", "int8send(line)"],
  ...["external_id", "family", "split"].map((text) => `convert_to(${text}, 'UTF8')`),
]
  .map((value) => `coalesce(int4send(octet_length(${value})) || ${value}, '\\xffffffff')`)
  .join(" || ");

async function* itemsOf(client: pg.Client, project: string): AsyncGenerator<ItemRow> {
  for (let after = "-1"; ; ) {
    const { rows } = await client.query<ItemRow>(
      `select id, position, ${SENT} as sent, attributes, hash, shown, hidden from item
       where project_id = $1 and position > $2 order by position limit ${PAGE}`,
      [project, after],
    );
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.position;
  }
}

function contentHash({ shown, hidden }: ItemRow): Buffer {
  return createHash("sha256").update(canonicalJson({ hidden, shown })).digest();
}

function jsonb(value: unknown): Buffer {
  return Buffer.from(`\u0001${canonicalJson(value)}`);
}

function sized(value: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(value.length);
  return Buffer.concat([length, value]);
}
