import type { FastifyInstance } from "fastify";
import { announcements } from "#contract/announcements.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What leads tell the members of a project, and who has read it. */
export function announcementsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, announcements, policy, routes);
}
