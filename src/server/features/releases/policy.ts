import type { releases } from "#contract/releases.ts";
import { manager, type Policy, project } from "../../http/policy.ts";

export const policy: Policy<typeof releases> = {
  formats: project("viewer"),
  count: project("viewer"),
  list: project("viewer"),
  create: manager,
  get: project("viewer"),
  download: project("viewer"),
  verify: project("viewer"),
  export: project("viewer"),
};
