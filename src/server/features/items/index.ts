import type { FastifyInstance } from "fastify";
import { items } from "#contract/items.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Items: found by what they are and what was done with them, and shown with their whole history. */
export function itemsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, items, policy, routes);
}

export { indexItems } from "./index-items.ts";
export { indexText } from "./index-text.ts";
