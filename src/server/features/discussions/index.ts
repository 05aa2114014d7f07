import type { FastifyInstance } from "fastify";
import { discussions } from "#contract/discussions.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What people say to each other about items, and what each of them should hear. */
export function discussionsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, discussions, policy, routes);
}

export { notify, notifyManagers } from "./notify.ts";
export { discussionsSubscribers } from "./subscribers.ts";
