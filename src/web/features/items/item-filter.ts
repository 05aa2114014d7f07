import type { ItemFilter as AskedFilter } from "#contract/search.ts";
import { AnyItemState, itemStateOf } from "#contract/states.ts";

/** The filters of a list; a predicate stays the text that it is in the address. */
export type ItemFilter = Omit<AskedFilter, "where"> & { where?: string };

export const SORTS = ["position", "-position", "changed", "-changed"] as const;
export type Sort = (typeof SORTS)[number];

/** What a list of items is narrowed to, and its order: as it stands in the address. */
export interface ItemQuery {
  filter: ItemFilter;
  sort: Sort;
}

const TEXTS = ["text", "author", "attribute", "answer", "externalId", "where"] as const;

/** Reads filters out of an address; what makes no sense there is left out. */
export function queryOf(search: URLSearchParams): ItemQuery {
  const filter: ItemFilter = {};
  for (const name of TEXTS) {
    const value = search.get(name);
    if (value) filter[name] = value;
  }
  const state = AnyItemState.safeParse(search.get("state"));
  if (state.success) filter.state = itemStateOf(state.data);
  if (search.get("flagged") === "true") filter.flagged = true;
  const sort = SORTS.find((one) => one === search.get("sort")) ?? "position";
  return { filter, sort };
}

/** The query to send: the same names, with flags as text. */
export function inputOf({ filter, sort }: ItemQuery) {
  const { flagged, ...rest } = filter;
  return { ...rest, ...(flagged && { flagged: "true" }), sort };
}

/** The same order, read from its other end. */
export function reverse(sort: Sort): Sort {
  return (sort.startsWith("-") ? sort.slice(1) : `-${sort}`) as Sort;
}

/** How many filters are set. */
export function countFilters(filter: ItemFilter): number {
  return Object.values(filter).filter((value) => value !== undefined).length;
}

/** `name:value` in its two halves; only the first colon divides, since values may hold some. */
export function splitPair(pair: string | undefined): { name: string; value: string } {
  const at = pair?.indexOf(":") ?? -1;
  return pair && at >= 0
    ? { name: pair.slice(0, at), value: pair.slice(at + 1) }
    : { name: pair ?? "", value: "" };
}
