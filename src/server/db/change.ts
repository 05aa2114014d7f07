import type pg from "pg";
import type { EventEntry } from "#contract/events.ts";
import { AppError } from "../errors.ts";
import type { Database } from "./database.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Change, Made, Subscriber } from "./open-change.ts";
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

const REPLAY: Statement = {
  name: "idempotency-replay",
  text: "select request, response from idempotency where agent_id = $1 and key = $2 and org_id = $3",
};
const LOG = `insert into event (org_id, agent_id, project_id, item_id, kind, body, made)
  select $1, $2, e.project, e.item, e.kind, e.body, e.made
  from jsonb_to_recordset($3) as e(project uuid, item uuid, kind text, body jsonb, made jsonb)`;
const EVENTS: Statement = { name: "events", text: LOG };
/** The events and the answer under the key, in one go. Where the key has an answer already the change fails here. */
const FINISH: Statement = {
  name: "finish-change",
  text: `with logged as (${LOG})
         insert into idempotency (agent_id, key, org_id, request, response) values ($2, $4, $1, $5, $6)`,
};

const DEADLOCK = "40P01";
const TRIES = 5;

/**
 * Runs one verb in one short transaction: its rows, its events, what other features do at these, and the answer under
 * the idempotency key.
 * A second request with the key, even at the same moment, gets the first one's answer: its own change fails at the key
 * at the latest, and nothing of it is left. Where two changes wait for each other the database ends one, and nothing of
 * it is left: it runs again. So a verb changes only the database.
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
      if ((error as { code?: string }).code === DEADLOCK && tries < TRIES) continue;
      const kept = author.idempotency && (await replay<T>(database.pool, author, author.idempotency));
      if (kept) return kept.response;
      throw error;
    }
  }
}

function changeOnce<T>(
  { pool, subscribers }: Changing,
  { org, agent, idempotency }: Author,
  verb: (tx: Change) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (client, send) => {
    const events: (EventEntry & { made?: Made })[] = [];
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
      event: (entry, made) => events.push(made ? { ...entry, made } : entry),
    };
    const result = await verb(tx);
    await tellInside(subscribers, tx, events);
    const log = [org, agent, JSON.stringify(events)];
    if (idempotency)
      send(FINISH, [...log, idempotency.key, idempotency.request, JSON.stringify(result ?? null)]);
    else if (events.length > 0) send(EVENTS, log);
    return result;
  });
}

/** What a request with this key was answered before; null where it was not. */
async function replay<T>(
  pool: pg.Pool,
  { org, agent }: Author,
  { key, request }: { key: string; request: Buffer },
): Promise<{ response: T } | null> {
  const [row] = await run<{ request: Buffer; response: T }>(pool, REPLAY, [agent, key, org]);
  if (row && !row.request.equals(request)) throw new AppError("key_reused");
  return row ?? null;
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
