import type pg from "pg";
import type { EventEntry } from "#contract/events.ts";
import type { Send } from "./in-transaction.ts";
import type { Scoped } from "./scoped.ts";

/** Rows that an event made or changed, by table and id, each with its hash (`rowHash`). */
export type Made = Record<string, string>;

/** An open transaction: rows and events go in together or not at all. */
export interface Change {
  org: string;
  agent: string;
  client: pg.PoolClient;
  /** For writes whose rows nobody reads: the change waits for them at its end. */
  send: Send;
  db: Scoped;
  /** `made` says what the event made where the process knows it all; else the database looks it up. */
  event(entry: EventEntry, made?: Made): void;
}

/** What a feature does in the transaction of an event of another. */
export interface Subscriber {
  kind: EventEntry["kind"];
  run(tx: Change, event: EventEntry): Promise<void>;
}
