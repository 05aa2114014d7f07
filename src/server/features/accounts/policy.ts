import type { accounts } from "#contract/accounts.ts";
import { everyone, inPerson, type Policy, signedIn } from "../../http/policy.ts";

export const policy: Policy<typeof accounts> = {
  me: signedIn,
  signIn: everyone,
  followLink: everyone,
  inspectLink: everyone,
  signOut: inPerson,
  update: inPerson,
  setPassword: inPerson,
  sessions: inPerson,
  revokeSession: inPerson,
};
