import type { reports } from "#contract/reports.ts";
import { manager, type Policy, project, worker } from "../../http/policy.ts";

export const policy: Policy<typeof reports> = {
  project: project("viewer"),
  progress: project("viewer"),
  rules: project("viewer"),
  rule: project("viewer"),
  findings: manager,
  myRules: worker,
};
