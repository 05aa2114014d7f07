import type { guideFiles } from "#contract/guide-files.ts";
import { AppError } from "../../errors.ts";
import type { Handlers } from "../../http/implement.ts";
import { findReadable, findWritable, mayStart } from "./access.ts";
import { createFromFile } from "./create-from-file.ts";
import { exportGuide } from "./export-guide.ts";
import { readDraft } from "./read-draft.ts";
import { readFile } from "./read-file.ts";

export const fileRoutes: Handlers<typeof guideFiles> = {
  read: async ({ query: { name, guide = null }, file }, context) => {
    const { pool } = context.services.database;
    if (guide !== null) await findWritable(pool, context.caller, guide);
    else if (!(await mayStart(pool, context.caller))) throw new AppError("forbidden");
    return readFile(context, { name, file, guide });
  },

  create: async ({ body }, context) => {
    const { pool } = context.services.database;
    if (!(await mayStart(pool, context.caller))) throw new AppError("forbidden");
    const guide = await context.change((tx) => createFromFile(tx, body.title, body.entries));
    const found = await findReadable(pool, context.caller, guide);
    return { ...found, entries: await readDraft(pool, context.org, guide, () => null) };
  },

  export: ({ params, query }, context) => exportGuide(context, params.guide, query),
};
