import type { Logger } from "pino";
import type { Store } from "#storage/index.ts";
import type { Database } from "./db/database.ts";
import type { Pulse } from "./db/pulse.ts";

/** What the process is made of: built once in start.ts, handed to everything that needs it. */
export interface Services {
  database: Database;
  store: Store;
  log: Logger;
  version: string;
  /** Where browsers reach us, without a trailing slash: for links and origin checks. */
  baseUrl: string;
  /** Whether the start is over: before, requests are answered, but /health does not say that all is well. */
  ready: boolean;
  /** Whether the database answers, where that is watched. */
  pulse?: Pulse;
  /** Files are our own and all is one transaction, which no other process sees: they are imported in this one. */
  isDemo?: true;
}
