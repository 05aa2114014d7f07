import { subjectsOf } from "#content/index.ts";
import type { ItemFilter, search } from "#contract/search.ts";
import type { Handlers } from "../../http/implement.ts";
import type { Caller } from "../../http/policy.ts";
import { isBlindTo } from "../items/index.ts";
import { listAttributes } from "./attributes.ts";
import { listAuthors } from "./authors.ts";
import { findItems } from "./find-items.ts";
import { findPlace } from "./find-place.ts";
import { presentRows } from "./item-rows.ts";

/** What a predicate can look at that would tell a reviewer whose work an item is. */
const TELLING = new Set(["author", "answer", "finding", "judged"]);

/** What takes the place of what could tell a reviewer whose work an item is. */
const WITHHELD = { externalId: null, authors: [] };

/**
 * What is withheld narrows nothing either, or a list would tell it: a reviewer finds by it among what is done alone, and
 * is told no count, which sets know before they are narrowed to a state.
 * @returns null where nothing can be found
 */
function visibleTo(caller: Caller, filter: ItemFilter): ItemFilter | null {
  const isAsked = [filter.author, filter.answer, filter.externalId].some((value) => value !== undefined);
  const tells =
    isAsked || (filter.where !== undefined && subjectsOf(filter.where).some((of) => TELLING.has(of)));
  if (caller.projectRole !== "reviewer" || !tells) return filter;
  return filter.state === undefined || filter.state === "done" ? { ...filter, state: "done" } : null;
}

export const routes: Handlers<typeof search> = {
  items: async ({ params, query }, { services, org, caller }) => {
    const { pool } = services.database;
    const { sort, limit, beside, after: given, ...wanted } = query;
    const filter = visibleTo(caller, wanted);
    if (filter === null) return { rows: [], next: null, total: 0, totalIsExact: true };
    const owner = { org, project: params.project };
    const after = beside ? await findPlace(pool, { ...owner, item: beside, sort }) : given;
    const { positions, ...page } = await findItems(pool, { ...owner, filter, sort, after, limit });
    const rows = await presentRows(pool, owner, positions);
    return {
      rows: rows.map((row) => (isBlindTo(caller, row.state) ? { ...row, ...WITHHELD } : row)),
      ...page,
      ...(filter !== wanted && { total: rows.length, totalIsExact: false }),
    };
  },

  authors: async ({ params }, { services, org }) => ({
    rows: await listAuthors(services.database.pool, { org, project: params.project }),
  }),

  attributes: async ({ params }, { services, org }) => ({
    rows: await listAttributes(services.database.pool, { org, project: params.project }),
  }),
};
