import type { types } from "#contract/types.ts";
import { anyMember, manager, type Policy, project } from "../../http/policy.ts";

export const policy: Policy<typeof types> = {
  list: anyMember,
  usage: project("viewer", "reviewer"),
  save: manager,
  preview: manager,
  retype: manager,
  undo: manager,
};
