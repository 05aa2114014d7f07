import { finishRelease, writeStored } from "../features/releases/index.ts";
import type { TestApp } from "./test-app.ts";

/** Builds a release in this process, which is quicker for a small one than starting another. */
export function buildReleaseHere({ services }: TestApp, org: string, release: string): Promise<void> {
  const { database, store } = services;
  return finishRelease({ org, release }, services, (key) => writeStored(database.pool, store, key));
}
