import type { Group, Scope } from "#contract/endpoint.ts";
import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";

/** Who asks: the person, by session or by key, and their part in the project that the path names. */
export interface Caller {
  id: string;
  org: string;
  role: OrganizationRole;
  /** Null where the path names no project. Who runs the organization manages every project of it. */
  projectRole: ProjectRole | null;
  /** The session in use, or null for an API key. */
  session: string | null;
  /** The API key in use, or null for a session. */
  key: string | null;
  /** What an API key may do; null for a session, which may do all that its person may. */
  scopes: Scope[] | null;
  /** The one project that an API key is for; null for a key of all and for a session. */
  onlyProject: string | null;
  /** When the API key in use ends; null for one that does not, and for a session. */
  keyUntil: string | null;
}

/** Whether a caller may do something. Null: nobody is signed in. */
export type Rule = (caller: Caller | null) => boolean;

/** The rules of a feature: one for each of its endpoints, or it does not compile. */
export type Policy<G extends Group> = { [K in keyof G]: Rule };

/** Owners and admins run the organization: they manage every project of it and know its people. */
export const runsOrganization = (caller: Pick<Caller, "role">): boolean => caller.role !== "member";

export const everyone: Rule = () => true;
export const signedIn: Rule = (caller) => caller !== null;

/** People of the organization with one of these roles; an owner may do what an admin may. */
export function organization(...roles: OrganizationRole[]): Rule {
  return (caller) => caller !== null && (caller.role === "owner" || roles.includes(caller.role));
}

/** People of the project with one of these roles; a manager may do everything in it. */
export function project(...roles: ProjectRole[]): Rule {
  return (caller) =>
    caller?.projectRole != null && (caller.projectRole === "manager" || roles.includes(caller.projectRole));
}

export const anyMember = project("reviewer", "trainer", "viewer");
/** Whoever may have work in hand. */
export const worker = project("trainer", "reviewer");
export const manager = project();
