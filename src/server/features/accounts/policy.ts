import type { accounts } from "#contract/accounts.ts";
import { everyone, type Policy, type Rule, signedIn } from "../../http/policy.ts";

/** Only the person, at a browser: an API key that leaks must not take an account over. */
const inPerson: Rule = (caller) => caller?.session != null;

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
