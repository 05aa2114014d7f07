import type { home } from "#contract/home.ts";
import { type Policy, signedIn } from "../../http/policy.ts";

/** Everybody about themselves. */
export const policy: Policy<typeof home> = { week: signedIn, unfinished: signedIn };
