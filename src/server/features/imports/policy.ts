import type { imports } from "#contract/imports.ts";
import { manager, type Policy, project } from "../../http/policy.ts";

export const policy: Policy<typeof imports> = {
  list: project("viewer"),
  upload: manager,
  preview: manager,
  start: manager,
  get: project("viewer"),
  problems: project("viewer"),
  takeBack: manager,
  discard: manager,
};
