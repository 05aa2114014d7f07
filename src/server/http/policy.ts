import type { AnyEndpoint, Group, Scope } from "#contract/endpoint.ts";
import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { AppError } from "../errors.ts";

/** Who asks: the person, by session or by key, and their part in the project that the path names. */
export interface Caller {
  id: string;
  org: string;
  role: OrganizationRole;
  /** Null where the path names no project. Who runs the organization manages every project of it. */
  projectRole: ProjectRole | null;
  /**
   * Agreements of that project that they have not signed, or not in the version that is needed; `ended` where what they
   * signed was revoked or is over. Null: nothing.
   */
  owes: "signature" | "ended" | null;
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

/** Whether a project's agreements let a caller through a door: all doors once they have signed what is needed. */
export const hasAgreed = ({ owes }: Caller, { unsigned }: Pick<AnyEndpoint, "unsigned">): boolean =>
  owes === null || unsigned === "admitted" || (unsigned === "hands-in" && owes === "signature");

/** @throws AppError agreement_needed for what hands out more, at a door where others may hand in */
export function mustHaveAgreed(caller: Caller): void {
  if (caller.owes !== null) throw new AppError("agreement_needed");
}

export const everyone: Rule = () => true;
export const signedIn: Rule = (caller) => caller !== null;
/** Only the person, at a browser: an API key that leaks must not speak for them. */
export const inPerson: Rule = (caller) => caller?.session != null;

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
