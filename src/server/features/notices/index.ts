import type { FastifyInstance } from "fastify";
import { notices } from "#contract/notices.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What each person should hear. */
export function noticesFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, notices, policy, routes);
}

export { noticesSubscribers } from "./subscribers.ts";
