import type pg from "pg";
import type { EventEntry } from "#contract/events.ts";
import type { Send } from "./in-transaction.ts";
import type { Scoped } from "./scoped.ts";

/** An open transaction: rows and events go in together or not at all. */
export interface Change {
  org: string;
  agent: string;
  client: pg.PoolClient;
  /** For writes whose rows nobody reads: the change waits for them at its end. */
  send: Send;
  db: Scoped;
  event(entry: EventEntry): void;
}

/** What a feature does in the transaction of an event of another. */
export interface Subscriber {
  kind: EventEntry["kind"];
  run(tx: Change, event: EventEntry): Promise<void>;
}
