import type { guideAudience } from "#contract/guide-audience.ts";
import { AppError } from "../../../errors.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findReadable, findWritable } from "../access.ts";
import { openProjectGuide } from "../project-guide.ts";
import { findReading } from "./find-reading.ts";
import { listAudience } from "./list-audience.ts";
import { openGuide } from "./open-guide.ts";
import { setAudience } from "./set-audience.ts";

export const audienceRoutes: Handlers<typeof guideAudience> = {
  list: async ({ params: { guide } }, { services: { database }, caller, org }) => {
    const { mayEdit } = await findReadable(database.pool, caller, guide);
    if (!mayEdit) throw new AppError("forbidden");
    return { rows: await listAudience(database.pool, org, guide) };
  },

  set: async ({ params: { guide }, body }, context) => {
    await findWritable(context.services.database.pool, context.caller, guide);
    await context.change((tx) => setAudience(tx, guide, body));
    return { ok: true };
  },

  open: ({ params: { project }, body }, context) => openProjectGuide(context, project, body.version),

  reading: async ({ params: { guide } }, context) => ({ reading: (await openGuide(context, guide)).reading }),

  find: async ({ params: { guide }, query: { code } }, { services: { database }, caller, org }) => {
    const { mayEdit } = await findReadable(database.pool, caller, guide);
    if (!mayEdit) throw new AppError("forbidden");
    return findReading(database.pool, { org, guide, code });
  },
};
