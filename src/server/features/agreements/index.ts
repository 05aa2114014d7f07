import type { FastifyInstance } from "fastify";
import { agreements } from "#contract/agreements.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What people sign before they may read anything of a project. Who still has to is asked for each request, in `http/auth.ts`. */
export function agreementsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, agreements, policy, routes);
}

export { askWhenNeeded } from "./ask-when-needed.ts";
export { agreementsSubscribers } from "./subscribers.ts";
