import type { guideHints } from "#contract/guide-hints.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findReadable, findWritable } from "../access.ts";
import { dismissHint } from "./dismiss-hint.ts";
import { listDismissed } from "./list-dismissed.ts";

export const hintRoutes: Handlers<typeof guideHints> = {
  list: async ({ params: { guide } }, { services: { database }, caller, org }) => {
    await findReadable(database.pool, caller, guide);
    return { rows: await listDismissed(database.pool, org, guide) };
  },

  dismiss: async ({ params: { guide, entry }, body }, context) => {
    await findWritable(context.services.database.pool, context.caller, guide);
    await context.change((tx) => dismissHint(tx, guide, entry, body));
    return { ok: true };
  },
};
