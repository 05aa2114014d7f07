import type { forms } from "#contract/forms.ts";
import { anyMember, manager, type Policy, project } from "../../http/policy.ts";

export const policy: Policy<typeof forms> = {
  list: project("viewer"),
  create: manager,
  draft: project("viewer"),
  saveDraft: manager,
  publish: manager,
  effects: manager,
  topUp: manager,
  topUps: project("viewer"),
  versions: project("viewer", "reviewer"),
  version: anyMember,
};
