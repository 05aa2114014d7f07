import type { notices } from "#contract/notices.ts";
import type { Handlers } from "../../http/implement.ts";
import { listNotices } from "./list-notices.ts";
import { readNotices } from "./read-notices.ts";

export const routes: Handlers<typeof notices> = {
  list: (_request, { services, caller }) => listNotices(services.database.pool, caller),

  read: async ({ body }, context) => {
    await context.change((tx) => readNotices(tx, body.notices));
    return { ok: true };
  },
};
