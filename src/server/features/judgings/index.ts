import type { FastifyInstance } from "fastify";
import { judgings } from "#contract/judgings.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Rounds in which people judge by rules: calibrations, and re-reviews of accepted answers. They never count. */
export function judgingsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, judgings, policy, routes);
}

export { judgingsSubscribers } from "./re-reviews.ts";
