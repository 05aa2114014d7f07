import type { keys } from "#contract/keys.ts";
import { type Policy, signedIn } from "../../http/policy.ts";

/** Everybody has keys of their own, which may do what they may. Whose keys are revoked depends on who asks (`revokeKey`). */
export const policy: Policy<typeof keys> = { list: signedIn, create: signedIn, revoke: signedIn };
