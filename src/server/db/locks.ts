import type { Change } from "./change.ts";

/** The numbers of advisory locks for what one process at a time does, side by side so that no two are the same. */
export const LOCKS = {
  migrate: 7_340_117,
  ticks: 7_340_118,
  firstOwner: 7_340_119,
  eligibility: 7_340_120,
} as const;

/** Waits, until the change ends, for releases of a project that are being frozen, and lets none begin. */
export async function lockReleases(tx: Change, project: string): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended('releases of ' || $1, 0))", [project]);
}
