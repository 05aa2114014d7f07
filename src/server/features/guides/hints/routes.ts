import type { guideHints } from "#contract/guide-hints.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findWritable } from "../access.ts";
import { openGuide } from "../audience/open-guide.ts";
import { dismissHint } from "./dismiss-hint.ts";
import { listDismissed } from "./list-dismissed.ts";

export const hintRoutes: Handlers<typeof guideHints> = {
  list: async ({ params: { guide } }, context) => {
    const { hides } = await openGuide(context, guide);
    const rows = await listDismissed(context.services.database.pool, context.org, guide);
    return { rows: rows.filter(({ entry }) => hides(entry) === null) };
  },

  dismiss: async ({ params: { guide, entry }, body }, context) => {
    await findWritable(context.services.database.pool, context.caller, guide);
    await context.change((tx) => dismissHint(tx, guide, entry, body));
    return { ok: true };
  },
};
