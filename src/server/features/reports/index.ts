import type { FastifyInstance } from "fastify";
import { reports } from "#contract/reports.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** How far a project is, who did what, and how fast it goes. */
export function reportsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, reports, policy, routes);
}
