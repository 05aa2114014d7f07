import type pg from "pg";
import type { EventEntry } from "#contract/events.ts";
import { AppError } from "../errors.ts";
import type { Database } from "./database.ts";
import { inTransaction, type Send } from "./in-transaction.ts";
import type { Change, Subscriber } from "./open-change.ts";
import { run, type Statement } from "./pool.ts";
import { type Scoped, scopedOn } from "./scoped.ts";

export type { Change } from "./open-change.ts";

/** Who changes something, and under which idempotency key. */
export interface Author {
  org: string;
  agent: string;
  /** `key` as the caller sent it, `request` a hash of what was asked. */
  idempotency?: { key: string; request: Buffer } | null;
}

/** Where changes are made, and which features have a part in them. */
type Changing = Pick<Database, "pool" | "subscribers">;

const RESERVE: Statement = {
  name: "idempotency-reserve",
  text: `insert into idempotency (agent_id, key, org_id, request) values ($1, $2, $3, $4)
         on conflict do nothing returning true as fresh`,
};
const REPLAY: Statement = {
  name: "idempotency-replay",
  text: `select request, response from idempotency
         where agent_id = $1 and key = $2 and org_id = $3 and response is not null`,
};
const LOG = `insert into event (org_id, agent_id, project_id, item_id, kind, body)
  select $1, $2, e.project, e.item, e.kind, e.body
  from jsonb_to_recordset($3) as e(project uuid, item uuid, kind text, body jsonb)`;
const EVENTS: Statement = { name: "events", text: LOG };
/** The events and the answer under the key, in one go. */
const FINISH: Statement = {
  name: "finish-change",
  text: `with logged as (${LOG})
         update idempotency set response = $4 where agent_id = $2 and key = $5 and org_id = $1`,
};

const DEADLOCK = "40P01";
const TRIES = 5;

/**
 * Runs one verb in one short transaction: its rows, its events, what other features do at these, and the answer under
 * the idempotency key.
 * A second request with the key, even at the same moment, waits and gets the first one's answer. Where two changes wait
 * for each other the database ends one, and nothing of it is left: it runs again, so a verb changes only the database.
 * @throws AppError key_reused when the key stands for another request; whatever the verb throws
 */
export async function change<T>(
  database: Changing,
  author: Author,
  verb: (tx: Change) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await changeOnce(database, author, verb);
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || tries === TRIES) throw error;
    }
  }
}

function changeOnce<T>(
  { pool, subscribers }: Changing,
  author: Author,
  verb: (tx: Change) => Promise<T>,
): Promise<T> {
  const { org, agent, idempotency } = author;
  const work = async (client: pg.PoolClient, send: Send, fresh: unknown[]) => {
    if (idempotency && fresh.length === 0) return replay<T>(client, author, idempotency);
    const events: EventEntry[] = [];
    let db: Scoped | undefined;
    const tx: Change = {
      org,
      agent,
      client,
      send,
      get db() {
        db ??= scopedOn(client, org);
        return db;
      },
      event: (entry) => events.push(entry),
    };
    const result = await verb(tx);
    await tellInside(subscribers, tx, events);
    const log = [org, agent, JSON.stringify(events)];
    if (idempotency) send(FINISH, [...log, JSON.stringify(result ?? null), idempotency.key]);
    else if (events.length > 0) send(EVENTS, log);
    return result;
  };
  return idempotency
    ? inTransaction(pool, work, [RESERVE, [agent, idempotency.key, org, idempotency.request]])
    : inTransaction(pool, work);
}

async function replay<T>(
  client: pg.PoolClient,
  author: Author,
  idempotency: { key: string; request: Buffer },
): Promise<T> {
  const [row] = await run<{ request: Buffer; response: T }>(client, REPLAY, [
    author.agent,
    idempotency.key,
    author.org,
  ]);
  if (!row) throw new AppError("conflict"); // the first try's reply was forgotten between our two looks, or never made
  if (!row.request.equals(idempotency.request)) throw new AppError("key_reused");
  return row.response;
}

/** Tells subscribers of the events of a change, also of those that they add to the list. */
async function tellInside(
  subscribers: readonly Subscriber[],
  tx: Change,
  events: readonly EventEntry[],
): Promise<void> {
  for (const event of events) {
    for (const { kind, run } of subscribers) if (kind === event.kind) await run(tx, event);
  }
}
