import type { reports } from "#contract/reports.ts";
import type { Handlers } from "../../http/implement.ts";
import { checkTimeZone } from "../../http/time-zone.ts";
import { findWholeProject } from "../projects/index.ts";
import { findProgress } from "./progress.ts";
import { reportProject } from "./report.ts";
import { reportRules } from "./report-rules.ts";

export const routes: Handlers<typeof reports> = {
  project: async ({ params, query }, { services, caller }) => {
    const timeZone = checkTimeZone(query.timeZone);
    const { progress } = await findWholeProject(services.database.pool, caller, params.project);
    return reportProject(services.database.pool, {
      org: caller.org,
      project: params.project,
      timeZone,
      progress,
    });
  },

  progress: async ({ params, query }, { services, caller }) => {
    const { pool } = services.database;
    const { progress: items } = await findWholeProject(pool, caller, params.project);
    const { attribute } = query;
    return findProgress(pool, { org: caller.org, project: params.project, items, attribute });
  },

  rules: async ({ params }, { services, org }) => ({
    rows: await reportRules(services.database.pool, org, params.project),
  }),
};
