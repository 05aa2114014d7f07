import type { Capacity } from "#contract/guide-drafts.ts";

/** In the order in which they are offered, most first. */
export const CAPACITIES = [
  "editor",
  "suggester",
  "linguist",
  "expert",
  "lawyer",
  "client",
  "reader",
] as const satisfies readonly Capacity[];
