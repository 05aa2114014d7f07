import type { types } from "#contract/types.ts";
import { anyMember, manager, type Policy } from "../../http/policy.ts";

export const policy: Policy<typeof types> = {
  list: anyMember,
  save: manager,
  preview: manager,
  retype: manager,
  undo: manager,
};
