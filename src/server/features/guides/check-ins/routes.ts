import type { guideCheckIns } from "#contract/guide-check-ins.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findReadable } from "../access.ts";
import { finishCheckIn } from "./finish-check-in.ts";
import { readCheckIn } from "./read-check-in.ts";

export const checkInRoutes: Handlers<typeof guideCheckIns> = {
  get: async ({ params }, { services: { database }, caller, org }) => {
    const guide = await findReadable(database.pool, caller, params.guide);
    return readCheckIn(database.pool, guide, { org, person: caller.id });
  },

  finish: async ({ params: { guide }, body }, context) => {
    await findReadable(context.services.database.pool, context.caller, guide);
    await context.change((tx) => finishCheckIn(tx, guide, body.rev));
    return { ok: true };
  },
};
