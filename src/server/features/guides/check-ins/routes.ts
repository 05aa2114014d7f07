import type { guideCheckIns } from "#contract/guide-check-ins.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findReadable } from "../access.ts";
import { openGuide } from "../audience/open-guide.ts";
import { finishCheckIn } from "./finish-check-in.ts";
import { readCheckIn } from "./read-check-in.ts";

export const checkInRoutes: Handlers<typeof guideCheckIns> = {
  get: async ({ params }, context) => {
    const { services, caller, org } = context;
    return readCheckIn(services.database.pool, await openGuide(context, params.guide), {
      org,
      person: caller.id,
    });
  },

  finish: async ({ params: { guide }, body }, context) => {
    await findReadable(context.services.database.pool, context.caller, guide);
    await context.change((tx) => finishCheckIn(tx, guide, body.rev));
    return { ok: true };
  },
};
