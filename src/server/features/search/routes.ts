import type { search } from "#contract/search.ts";
import type { Handlers } from "../../http/implement.ts";
import { listAttributes } from "./attributes.ts";
import { findItems } from "./find-items.ts";
import { findPlace } from "./find-place.ts";
import { presentRows } from "./item-rows.ts";

export const routes: Handlers<typeof search> = {
  items: async ({ params, query }, { services, org }) => {
    const { pool } = services.database;
    const { sort, limit, beside, after: given, ...filter } = query;
    const owner = { org, project: params.project };
    const after = beside ? await findPlace(pool, { ...owner, item: beside, sort }) : given;
    const { positions, ...page } = await findItems(pool, { ...owner, filter, sort, after, limit });
    return { rows: await presentRows(pool, owner, positions), ...page };
  },

  attributes: async ({ params }, { services, org }) => ({
    rows: await listAttributes(services.database.pool, { org, project: params.project }),
  }),
};
