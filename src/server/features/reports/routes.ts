import type { reports } from "#contract/reports.ts";
import type { Handlers } from "../../http/implement.ts";
import { checkTimeZone } from "../../http/time-zone.ts";
import { findWholeProject } from "../projects/index.ts";
import { listFindings } from "./list-findings.ts";
import { findProgress } from "./progress.ts";
import { reportProject } from "./report.ts";
import { reportMyRules } from "./report-my-rules.ts";
import { reportRule } from "./report-rule.ts";
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

  rules: async ({ params }, { services, org, caller }) => ({
    rows: await reportRules(services.database.pool, { org, agent: caller.id, ...params }),
  }),

  rule: async ({ params }, { services, org, caller }) => {
    const { pool } = services.database;
    const { role } = await findWholeProject(pool, caller, params.project);
    return reportRule(pool, { org, agent: caller.id, ...params, withPeople: role === "manager" });
  },

  findings: ({ params, query }, { services, org, caller }) =>
    listFindings(services.database.pool, { org, agent: caller.id, ...params, ...query }),

  myRules: async ({ params }, { services, org, caller }) => ({
    rows: await reportMyRules(services.database.pool, { org, agent: caller.id, ...params }),
  }),
};
