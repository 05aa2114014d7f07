import type { inputOf } from "./item-filter.ts";

/** Which items a change is about: those that are selected, or all that the filter finds. */
export type Which = { items: string[] } | { filter: Omit<ReturnType<typeof inputOf>, "sort"> };
