import type pg from "pg";
import type { ItemFilter } from "#contract/search.ts";
import { roundEstimate } from "../../db/estimate.ts";
import { countItems } from "./count-items.ts";
import type { Found } from "./item-checks.ts";
import { type Cursor, readCursor, type Sort, writeCursor } from "./item-cursor.ts";
import { listSource } from "./item-sources.ts";
import { narrow } from "./narrow.ts";
import { glance, parseWords } from "./search-text.ts";
import type { Owner } from "./stored-sets.ts";

export interface Asked extends Owner {
  filter: ItemFilter;
  sort: Sort;
  after: string | undefined;
  limit: number;
}

/** Positions of the items that were asked for, in order; `next` to go on behind them. */
export interface FoundItems {
  positions: number[];
  next: string | null;
  total: number;
  totalIsExact: boolean;
}

/**
 * One page of a project's items. What narrows by a value is a set that is kept ready; a state is an index; what
 * neither knows (the present value of an answer) is checked while walking on in order.
 */
export async function findItems(pool: pg.Pool, asked: Asked): Promise<FoundItems> {
  const cursor = readCursor(asked.after, asked.sort);
  const near = await findNear(pool, asked, cursor);
  if (near) return near;
  const narrowed = await narrow(pool, asked, asked.filter);
  const { walk, checks } = await listSource(pool, asked, narrowed, cursor);
  const found: Found[] = [];
  for await (let run of walk) {
    for (const check of checks) run = await check(run);
    found.push(...run);
    if (found.length > asked.limit) break;
  }
  const page = found.slice(0, asked.limit);
  const ended = found.length <= asked.limit;
  const whole = ended && cursor === null;
  return {
    positions: page.map(({ position }) => position),
    next: ended ? null : writeCursor(page.at(-1) as Cursor),
    ...(whole
      ? { total: page.length, totalIsExact: narrowed.complete }
      : await countItems(pool, asked, narrowed)),
  };
}

/** Nothing but a frequent word, in order: a page of it is near, and need not wait for all the rest to be collected. */
async function findNear(pool: pg.Pool, asked: Asked, cursor: Cursor | null): Promise<FoundItems | null> {
  const { text, ...others } = asked.filter;
  const alone = Object.values(others).every((value) => value === undefined);
  if (text === undefined || !alone || (asked.sort !== "position" && asked.sort !== "-position")) return null;
  const words = await parseWords(pool, text);
  const found = await glance(pool, asked, {
    words,
    after: cursor?.position ?? null,
    descending: asked.sort === "-position",
    limit: asked.limit + 1,
  });
  if (!found) return null;
  const positions = found.positions.slice(0, asked.limit);
  const next = writeCursor({ position: positions.at(-1)! });
  return { positions, next, total: roundEstimate(found.about), totalIsExact: false };
}
