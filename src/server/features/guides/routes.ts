import type { guides } from "#contract/guides.ts";
import { AppError } from "../../errors.ts";
import type { Handlers } from "../../http/implement.ts";
import { findReadable } from "./access.ts";
import { adoptGuide } from "./adopt-guide.ts";
import { asSeenBy, listProjectVersions, readProjectGuide } from "./project-guide.ts";
import { publishGuide } from "./publish-guide.ts";
import { searchGuide } from "./search-guide.ts";

export const routes: Handlers<typeof guides> = {
  get: async ({ params, query }, { org, caller, services }) => {
    const reader = { org, agent: caller.id };
    const guide = await readProjectGuide(services.database.pool, reader, params.project, query.version);
    return { guide: asSeenBy(caller, guide) };
  },

  search: async ({ params: { project }, query }, { org, caller, services }) => ({
    rows: await searchGuide(services.database.pool, { org, agent: caller.id }, project, query),
  }),

  adopt: async ({ params, body }, context) => {
    const { mayEdit } = await findReadable(context.services.database.pool, context.caller, body.guide);
    if (body.version === null && !mayEdit)
      throw new AppError("forbidden", {
        message:
          "You may read this guide, not change it. Pin one of its versions, or ask an editor to let you write.",
      });
    await context.change((tx) => adoptGuide(tx, params.project, body));
    return { ok: true };
  },

  list: async ({ params }, { org, caller, services }) => ({
    rows: await listProjectVersions(services.database.pool, { org, agent: caller.id }, params.project),
  }),

  publish: async ({ params, body }, context) => {
    const version = await context.change((tx) => publishGuide(tx, params.project, body.body, body.gate));
    const { pool } = context.services.database;
    const reader = { org: context.org, agent: context.caller.id };
    return (await listProjectVersions(pool, reader, params.project, version))[0]!;
  },
};
