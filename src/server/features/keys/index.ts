import type { FastifyInstance } from "fastify";
import { keys } from "#contract/keys.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** API keys: scoped, hashed at rest, shown once. */
export function keysFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, keys, policy, routes);
}

export { createKey } from "./create-key.ts";
export { listEveryKey } from "./queries.ts";
export { keysSubscribers } from "./subscribers.ts";
