import type { releases } from "#contract/releases.ts";
import type { Handlers } from "../../http/implement.ts";
import { createRelease } from "./create-release.ts";
import { exportAsOf } from "./export-as-of.ts";
import { exportProject } from "./export-project.ts";
import { countMembers } from "./membership.ts";
import { findFile, findRelease, listFormats, listReleases } from "./queries.ts";
import { expectVersion } from "./read-as-of.ts";
import { verifyElsewhere } from "./verify-release.ts";

export const routes: Handlers<typeof releases> = {
  formats: async ({ params }, { db }) => ({ rows: await listFormats(db, params.project) }),

  count: ({ params, body }, { org, services }) =>
    countMembers(services.database.pool, { project: params.project, org, filter: body.filter }),

  list: async ({ params }, { db }) => ({ rows: await listReleases(db, params.project) }),

  create: async ({ params, body }, context) => {
    const made = { project: params.project, ...body };
    const id = await context.change((tx) => createRelease(tx, context.services.version, made));
    return findRelease(context.db, params.project, id);
  },

  get: ({ params }, { db }) => findRelease(db, params.project, params.release),

  download: async ({ params }, { db, services }) => {
    const { name, type, size, blob } = await findFile(db, params.project, params.release, params.name);
    return { name, type, size, bytes: services.store.read(blob) };
  },

  verify: async ({ params }, { db, org, services }) => {
    const { id } = await findRelease(db, params.project, params.release);
    return verifyElsewhere(services.database.pool, { org, id });
  },

  export: async ({ params, query }, { org, services }) => {
    const { pool } = services.database;
    const owner = { org, project: params.project };
    await expectVersion(pool, owner, ["asOfForm", query.asOfForm]);
    return {
      name: "export.jsonl",
      type: "application/jsonl",
      bytes:
        query.asOfForm === undefined ? exportProject(pool, owner) : exportAsOf(pool, owner, query.asOfForm),
    };
  },
};
