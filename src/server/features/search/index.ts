import type { FastifyInstance } from "fastify";
import { search } from "#contract/search.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Items found by what they are and what was done with them, however many there are. */
export function searchFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, search, policy, routes);
}

export { findItems } from "./find-items.ts";
export { followWork } from "./follow-work.ts";
export { indexItems } from "./index-items.ts";
export { indexText } from "./index-text.ts";
