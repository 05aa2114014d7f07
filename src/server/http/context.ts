import type { Logger } from "pino";
import { type Change, change } from "../db/change.ts";
import type { Database } from "../db/database.ts";
import type { Scoped } from "../db/scoped.ts";
import type { Services } from "../services.ts";
import type { Caller } from "./policy.ts";

/** What a handler has beside its input: who asks, their organization's rows, and a way to change them. */
export interface Context {
  caller: Caller;
  org: string;
  /** Rows of the caller's organization. */
  db: Scoped;
  services: Services;
  log: Logger;
  address: string;
  userAgent: string | null;
  /** Runs a verb in one transaction under the request's idempotency key. */
  change<T>(verb: (tx: Change) => Promise<T>): Promise<T>;
  /** Starts or (null) ends the browser's session. */
  setSession(token: string | null): void;
}

/** A context for one request. Without a caller only the endpoints for everyone are reached, and they use no `db`. */
export function createContext(
  request: Omit<Context, "caller" | "org" | "db" | "change"> & {
    caller: Caller | null;
    idempotency: { key: string; request: Buffer } | null;
  },
): Context {
  const { idempotency, ...rest } = request;
  const caller = request.caller as Caller;
  const database: Database = request.services.database;
  return {
    ...rest,
    caller,
    get org() {
      return caller.org;
    },
    get db() {
      return database.for(caller.org);
    },
    change: (verb) => change(database, { org: caller.org, agent: caller.id, idempotency }, verb),
  };
}
