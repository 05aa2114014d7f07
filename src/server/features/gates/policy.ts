import type { gates } from "#contract/gates.ts";
import { manager, type Policy, worker } from "../../http/policy.ts";

/** Whoever works reads; who has read is for whoever manages the project. */
export const policy: Policy<typeof gates> = {
  reading: worker,
  acknowledge: worker,
  list: manager,
  readers: manager,
};
