import type { guides } from "#contract/guides.ts";
import { anyMember, manager, type Policy } from "../../http/policy.ts";

export const policy: Policy<typeof guides> = { list: anyMember, publish: manager };
