import type pg from "pg";
import type { EventBody, EventKind } from "#contract/events.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Tick } from "../jobs/jobs.ts";
import type { Services } from "../services.ts";

/** An event as a follower reads it, some time after it was committed. */
export type Followed<K extends EventKind> = {
  [Each in K]: {
    kind: Each;
    seq: number;
    org: string;
    project: string | null;
    item: string | null;
    agent: string | null;
    body: EventBody<Each>;
    at: string;
  };
}[K];

interface Follower<K extends EventKind> {
  /** What its position is kept under: never changes. */
  name: string;
  of: readonly K[];
  /** Does what follows from events, in the transaction that moves the position: each event counts exactly once. */
  run(client: pg.ClientBase, events: Followed<K>[], services: Services): Promise<void>;
}

/** A place in the log: behind every event of smaller transactions, and in one by number. */
interface Position {
  txn: number;
  seq: number;
}

const BATCH = 1_000;
/** How long one round may keep a processor busy; the rest waits for the next. */
const BUDGET_MS = 300;

/** Moves a position from $2, $3 to $4, $5; nobody else may have moved it meanwhile. */
const MOVE = `
insert into follower as f (name, txn, seq) values ($1, $4, $5)
on conflict (name) do update set txn = $4, seq = $5 where f.txn = $2 and f.seq = $3`;

/**
 * Committed events behind a position: $1 txn, $2 seq. Those of a transaction that began before one that is still open
 * wait for it, so nothing can appear later before the place where a follower stands.
 */
const NEXT = `
select txn, seq, org_id as org, project_id as project, item_id as item, agent_id as agent, kind, body, at from event
where (txn, seq) > ($1, $2) and txn < settled_txn() order by txn, seq limit ${BATCH}`;

/** The condition, for events `e`, that a follower has not come to them yet: they may still be in open transactions. */
export function unfollowed(name: string): string {
  const of = (column: string) => `coalesce((select ${column} from follower where name = '${name}'), 0)`;
  return `(e.txn, e.seq) > (${of("txn")}, ${of("seq")})`;
}

/** Follows events behind their transactions, in the order of these, each event once, however long some stay open. */
export function follow<K extends EventKind>(follower: Follower<K>): Tick {
  const wanted = new Set<string>(follower.of);
  const step = async (client: pg.ClientBase, services: Services): Promise<boolean> => {
    const { rows: known } = await client.query<Position>("select txn, seq from follower where name = $1", [
      follower.name,
    ]);
    const { txn, seq } = known[0] ?? { txn: 0, seq: 0 };
    const { rows } = await client.query<Followed<K> & Position>(NEXT, [txn, seq]);
    const last = rows.at(-1);
    if (!last) return false;
    const events = rows.filter(({ kind }) => wanted.has(kind));
    if (events.length > 0) await follower.run(client, events, services);
    const moved = await client.query(MOVE, [follower.name, txn, seq, last.txn, last.seq]);
    if (moved.rowCount === 0) throw new Error(`another process follows as ${follower.name}`);
    return rows.length === BATCH;
  };
  return {
    name: follower.name,
    everySeconds: 1,
    async run(services) {
      const until = performance.now() + BUDGET_MS;
      while (
        (await inTransaction(services.database.pool, (client) => step(client, services))) &&
        performance.now() < until
      ) {}
    },
  };
}
