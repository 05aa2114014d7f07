import type { guides, ProjectGuide } from "#contract/guides.ts";
import { withoutIds } from "#guide/index.ts";
import { AppError } from "../../errors.ts";
import type { Handlers } from "../../http/implement.ts";
import { manager, worker } from "../../http/policy.ts";
import { findReadable } from "./access.ts";
import { adoptGuide } from "./adopt-guide.ts";
import { listProjectVersions, readProjectGuide } from "./project-guide.ts";
import { publishGuide } from "./publish-guide.ts";
import { searchGuide } from "./search-guide.ts";

const withoutItsIds = (guide: ProjectGuide): ProjectGuide => ({
  ...guide,
  entries: guide.entries.map((entry) => ({ ...entry, content: withoutIds(entry.content) })),
});

export const routes: Handlers<typeof guides> = {
  get: async ({ params, query }, { org, caller, services }) => {
    const guide = await readProjectGuide(services.database.pool, org, params.project, query.version);
    return { guide: worker(caller) && !manager(caller) ? guide && withoutItsIds(guide) : guide };
  },

  search: async ({ params: { project }, query }, { org, services }) => ({
    rows: await searchGuide(services.database.pool, { org, project }, query),
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

  list: async ({ params }, { org, services }) => ({
    rows: await listProjectVersions(services.database.pool, org, params.project),
  }),

  publish: async ({ params, body }, context) => {
    const version = await context.change((tx) => publishGuide(tx, params.project, body.body, body.gate));
    const { pool } = context.services.database;
    return (await listProjectVersions(pool, context.org, params.project, version))[0]!;
  },
};
