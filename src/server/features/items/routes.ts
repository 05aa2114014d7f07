import type { items } from "#contract/items.ts";
import type { Handlers } from "../../http/implement.ts";
import { cancelItems, prioritiseItems, restoreItems } from "../work/index.ts";
import { listAttributes } from "./attributes.ts";
import { findItem } from "./find-item.ts";
import { findItems } from "./find-items.ts";
import { findPlace } from "./find-place.ts";
import { presentRows } from "./item-rows.ts";
import { seesHidden } from "./policy.ts";

export const routes: Handlers<typeof items> = {
  list: async ({ params, query }, { services, org }) => {
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

  get: ({ params }, { services, caller }) =>
    findItem(services.database.pool, {
      org: caller.org,
      project: params.project,
      item: params.item,
      unblind: seesHidden(caller),
    }),

  cancel: async ({ params, body }, context) => {
    const verb = body.restore ? restoreItems : cancelItems;
    const changed = await context.change((tx) => verb(tx, params.project, body.items));
    return { changed };
  },

  prioritise: async ({ params, body }, context) => {
    const changed = await context.change((tx) =>
      prioritiseItems(tx, params.project, body.items, body.priority),
    );
    return { changed };
  },
};
