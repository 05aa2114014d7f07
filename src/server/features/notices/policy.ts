import type { notices } from "#contract/notices.ts";
import { type Policy, signedIn } from "../../http/policy.ts";

export const policy: Policy<typeof notices> = { list: signedIn, read: signedIn };
