import type pg from "pg";
import type { Mapping } from "#contract/imports.ts";
import type { RunningImport } from "../run-import.ts";

/** What a reading process is asked to do with the file that follows on its pipe. */
export type Order =
  | { kind: "import"; connection: pg.ClientConfig; running: RunningImport; isStopped: boolean }
  | { kind: "preview"; name: string; mapping: Mapping | null };

/** What it is told: an order, or to stop behind the next batch. */
export type ToReader = Order | { kind: "stop" };

/** What it says: that it lives and how many batches it has kept, or how the order ended. */
export type FromReader =
  | { kind: "alive"; batches: number }
  | { kind: "done"; result: unknown }
  | { kind: "failed"; error: ToldError };

/** An error on its way to another process. */
export interface ToldError {
  type: "unreadable" | "superseded" | "other";
  message: string;
  stack: string | undefined;
  code: string | undefined;
}
