/** The numbers of advisory locks for what one process at a time does, side by side so that no two are the same. */
export const LOCKS = {
  migrate: 7_340_117,
  ticks: 7_340_118,
  firstOwner: 7_340_119,
  eligibility: 7_340_120,
} as const;
