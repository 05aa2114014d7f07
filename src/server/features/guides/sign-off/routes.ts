import type { guideSignOff } from "#contract/guide-sign-off.ts";
import { AppError } from "../../../errors.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findReadable, findSuggestible, findWritable } from "../access.ts";
import { openGuide } from "../audience/open-guide.ts";
import { demandSignOff } from "./demand-sign-off.ts";
import { listSignOff } from "./list-sign-off.ts";
import { signSection } from "./sign-section.ts";

export const signOffRoutes: Handlers<typeof guideSignOff> = {
  list: async ({ params: { guide } }, { services: { database }, caller, org }) => {
    await findReadable(database.pool, caller, guide);
    return { rows: await listSignOff(database.pool, org, guide) };
  },

  demand: async ({ params: { guide, section }, body }, context) => {
    await findWritable(context.services.database.pool, context.caller, guide);
    const mayDrop = context.caller.role === "owner";
    await context.change((tx) => demandSignOff(tx, guide, section, { ...body, mayDrop }));
    return { ok: true };
  },

  sign: async ({ params: { guide, section }, body }, context) => {
    const { capacities } = await findSuggestible(context.services.database.pool, context.caller, guide);
    const { hides } = await openGuide(context, guide);
    if (body.entries.some(([entry]) => hides(entry) !== null)) throw new AppError("not_found");
    if (!capacities.includes(body.capacity)) throw new AppError("forbidden");
    await context.change((tx) => signSection(tx, guide, section, body));
    return { ok: true };
  },
};
