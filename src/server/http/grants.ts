import type { Scope } from "#contract/endpoint.ts";
import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { AppError } from "../errors.ts";
import { type Caller, runsOrganization } from "./policy.ts";

/** A right that a caller passes on to a person or a program. */
export type Grant =
  /** A way to sign in as a person who has this role in the organization. */
  | { kind: "link"; person: string; role: OrganizationRole }
  /** A role in the organization, also that of a person who is unblocked. */
  | { kind: "role"; role: OrganizationRole }
  /** A role in the project that the path names, or in any project for who runs the organization. */
  | { kind: "membership"; role: ProjectRole }
  /** A skill, an agreement or a qualification: it lets its person do work that needs it. */
  | { kind: "trait" }
  /** An API key of the caller's own. */
  | { kind: "key"; scopes: readonly Scope[] };

/**
 * What a key must be allowed to do before it may give a role in a project: all that the role may. Null: no key gives
 * it, since the role lasts longer than the key and may make keys of its own.
 */
const SCOPES_OF: Record<ProjectRole, readonly Scope[] | null> = {
  viewer: ["read"],
  trainer: ["work"],
  reviewer: ["read", "work"],
  manager: null,
};

/**
 * The one place that decides what a caller may pass on. Nobody passes on more than they have; an API key makes no
 * session for anyone, gives no role that outlasts it with more than its scopes, and no role that runs something.
 */
export function mayGrant(caller: Caller, grant: Grant): boolean {
  const inPerson = caller.key === null;
  const holds = (scopes: readonly Scope[]) =>
    inPerson || scopes.every((scope) => caller.scopes?.includes(scope));
  switch (grant.kind) {
    case "link":
      return (
        inPerson && runsOrganization(caller) && mayTouch(caller, grant.role) && grant.person !== caller.id
      );
    case "role":
      if (!runsOrganization(caller) || !mayTouch(caller, grant.role)) return false;
      return inPerson || grant.role === "member";
    case "membership": {
      const needed = SCOPES_OF[grant.role];
      const manages = runsOrganization(caller) || caller.projectRole === "manager";
      return manages && (inPerson || (needed !== null && holds(["write", ...needed])));
    }
    case "trait":
      return runsOrganization(caller) && holds(["work"]);
    case "key":
      return holds(grant.scopes);
  }
}

/** @throws AppError forbidden */
export function mustGrant(caller: Caller, grant: Grant): void {
  if (mayGrant(caller, grant)) return;
  throw new AppError("forbidden", caller.key === null ? {} : { message: "This key may not grant that." });
}

/** Only an owner makes an owner, or changes one. */
export const mayTouch = (caller: Caller, role: OrganizationRole): boolean =>
  role !== "owner" || caller.role === "owner";
