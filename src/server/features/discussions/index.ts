import type { FastifyInstance } from "fastify";
import { discussions } from "#contract/discussions.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What people say to each other about items. */
export function discussionsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, discussions, policy, routes);
}

export {
  listEntryThreads,
  replyToEntryThread,
  resolveEntryThread,
  startEntryThread,
} from "./entry-threads.ts";
export { discussionsSubscribers } from "./subscribers.ts";
