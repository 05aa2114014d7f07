import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import { bySql, type Check } from "./check.ts";

interface AnswerRow {
  id: string;
  item_id: string;
  slot_id: string;
  n: number;
  agent_id: string;
  form_version_id: string;
  shown_order: number[];
  body: unknown;
  kinds: unknown;
  hash: Buffer;
  parent_hash: Buffer | null;
}

interface SealRow {
  first_txn: string;
  first_seq: string;
  last_txn: string;
  last_seq: string;
  rows: string;
  hash: Buffer;
  previous: Buffer;
}

const BATCH = 5_000;

/** An event as the text that its seal hashes; written apart from the product's own function. */
const LINE = `concat_ws('|', seq, org_id, coalesce(project_id::text, '-'), coalesce(item_id::text, '-'),
  coalesce(agent_id::text, '-'), kind, coalesce(body::text, '-'), extract(epoch from at), made::text)`;

/** History is only ever added to, and shows every change. */
export const history: Check[] = [
  {
    invariant: "I6",
    says: "an answer's hash is that of its content and its parent",
    async find(client) {
      const wrong: string[] = [];
      let after = "00000000-0000-0000-0000-000000000000";
      for (;;) {
        const { rows } = await client.query<AnswerRow>(
          `select a.*, p.hash as parent_hash from answer a left join answer p on p.id = a.parent_id
           where a.id > $1 order by a.id limit ${BATCH}`,
          [after],
        );
        for (const row of rows) if (!hashOf(row).equals(row.hash)) wrong.push(`answer ${row.id}`);
        if (rows.length < BATCH) return wrong;
        after = rows.at(-1)!.id;
      }
    },
  },
  bySql(
    "I6",
    "versions of an answer follow each other without a gap",
    `select 'answer ' || a.id as what from answer a left join answer p on p.id = a.parent_id
     where (a.n = 1) <> (a.parent_id is null) or (a.n > 1 and (p.slot_id <> a.slot_id or p.n <> a.n - 1))`,
  ),
  {
    invariant: "I6",
    says: "the event log is as it was sealed",
    async find(client) {
      const { rows: seals } = await client.query<SealRow>("select * from seal order by last_txn, last_seq");
      const wrong: string[] = [];
      let previous = Buffer.alloc(32);
      let behind = ["0", "0"];
      for (const seal of seals) {
        const { rows: events } = await client.query<{ txn: string; seq: string; line: string }>(
          `select txn, seq, ${LINE} as line from event
           where (txn, seq) > ($1, $2) and (txn, seq) <= ($3, $4) order by txn, seq`,
          [...behind, seal.last_txn, seal.last_seq],
        );
        const hash = createHash("sha256").update(previous);
        for (const event of events) hash.update(`${event.line}\n`);
        const [head, tail] = [events[0], events.at(-1)];
        const isWhole =
          Number(seal.rows) === events.length &&
          `${head?.txn} ${head?.seq}` === `${seal.first_txn} ${seal.first_seq}` &&
          `${tail?.txn} ${tail?.seq}` === `${seal.last_txn} ${seal.last_seq}`;
        if (!isWhole || !seal.previous.equals(previous) || !hash.digest().equals(seal.hash))
          wrong.push(`events ${seal.first_seq} to ${seal.last_seq}`);
        previous = seal.hash as Buffer<ArrayBuffer>;
        behind = [seal.last_txn, seal.last_seq];
      }
      return wrong;
    },
  },
  bySql(
    "I6",
    "every answer and review has its event",
    `select 'answer ' || a.id as what from answer a where not exists (
       select from event e where e.item_id = a.item_id and (e.body->>'answer' = a.id::text or e.body->>'fixed' = a.id::text))
     union all
     select 'review ' || r.id from review r where not exists (
       select from event e where e.item_id = r.item_id and e.body->>'review' = r.id::text)`,
  ),
];

/** A seal that someone noted must be in the log still: a log whose end was cut off is whole in itself. */
export function sealedBy(noted: string): Check {
  return {
    invariant: "I6",
    says: "the log has the seal that was noted",
    async find(client) {
      const { rowCount } = await client.query("select from seal where encode(hash, 'hex') = lower($1)", [
        noted,
      ]);
      return rowCount === 1 ? [] : [`${noted} is not in it`];
    },
  };
}

function hashOf(row: AnswerRow): Buffer {
  const content = {
    item: row.item_id,
    slot: Number(row.slot_id),
    n: row.n,
    agent: row.agent_id,
    form: row.form_version_id,
    order: row.shown_order,
    body: row.body,
    ...(row.kinds !== null && { kinds: row.kinds }),
    parent: row.parent_hash?.toString("hex") ?? null,
  };
  return createHash("sha256").update(canonicalJson(content)).digest();
}
