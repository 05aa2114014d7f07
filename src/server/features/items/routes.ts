import type { items } from "#contract/items.ts";
import type { Handlers } from "../../http/implement.ts";
import { cancelItems, prioritiseItems, restoreItems } from "../work/index.ts";
import { findItem } from "./find-item.ts";

export const routes: Handlers<typeof items> = {
  get: ({ params }, { services, caller }) => findItem(services.database.pool, caller, params),

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
