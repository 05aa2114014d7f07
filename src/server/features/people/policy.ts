import type { OrganizationRole } from "#contract/entities.ts";
import type { people } from "#contract/people.ts";
import { type Caller, organization, type Policy, signedIn } from "../../http/policy.ts";

/** Only an owner makes somebody an owner, or changes one. */
export const mayTouch = (caller: Caller, role: OrganizationRole): boolean =>
  role !== "owner" || caller.role === "owner";

/** Everybody may ask for the list; what it holds depends on who asks (`listPeople`). */
export const policy: Policy<typeof people> = {
  list: signedIn,
  invite: organization("admin"),
  newLink: organization("admin"),
  update: organization("admin"),
  grantTrait: organization("admin"),
  revokeTrait: organization("admin"),
  erase: organization("admin"),
};
