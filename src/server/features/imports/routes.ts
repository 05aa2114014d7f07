import type { imports } from "#contract/imports.ts";
import type { Handlers } from "../../http/implement.ts";
import { discardUpload } from "./discard-upload.ts";
import { previewUpload } from "./preview-upload.ts";
import { findImport, listImports } from "./queries.ts";
import { startImport } from "./start-import.ts";
import { takeBackImport } from "./take-back.ts";
import { blobOf, uploadFile } from "./upload-file.ts";
import { writeProblems } from "./write-problems.ts";

export const routes: Handlers<typeof imports> = {
  list: async ({ params }, { db }) => ({ rows: await listImports(db, params.project) }),

  upload: async ({ params, query, file }, context) => {
    const id = await uploadFile(context, { project: params.project, ...query, file });
    return findImport(context.db, params.project, id);
  },

  preview: async ({ params, body }, { db, services }) => {
    const { id, name } = await findImport(db, params.project, params.import);
    return previewUpload(services, { blob: blobOf(id), name }, body.mapping);
  },

  start: async ({ params, body }, context) => {
    await context.change((tx) => startImport(tx, params.project, params.import, body.mapping));
    return findImport(context.db, params.project, params.import);
  },

  get: ({ params }, { db }) => findImport(db, params.project, params.import),

  problems: async ({ params }, { db, org, services }) => {
    const { id, name } = await findImport(db, params.project, params.import);
    return {
      name: `${name}-report.csv`,
      type: "text/csv; charset=utf-8",
      bytes: writeProblems(services.database.pool, { org, project: params.project, id }),
    };
  },

  takeBack: async ({ params }, context) => {
    await context.change((tx) => takeBackImport(tx, params.project, params.import));
    await context.services.store.remove(blobOf(params.import)); // what was taken back leaves nothing behind
    return findImport(context.db, params.project, params.import);
  },

  discard: async ({ params }, context) => {
    await context.change((tx) => discardUpload(tx, params.project, params.import));
    await context.services.store.remove(blobOf(params.import));
    return { ok: true };
  },
};
