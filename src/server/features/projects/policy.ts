import type { projects } from "#contract/projects.ts";
import { anyMember, manager, organization, type Policy, project, signedIn } from "../../http/policy.ts";

export const policy: Policy<typeof projects> = {
  list: signedIn,
  create: organization("admin"),
  get: anyMember,
  update: manager,
  setState: manager,
  members: project("viewer"),
  setMember: manager,
  removeMember: manager,
};
