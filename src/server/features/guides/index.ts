import type { FastifyInstance } from "fastify";
import { guides } from "#contract/guides.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** The instructions of a project: immutable versions. */
export function guidesFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, guides, policy, routes);
}

export { publishGuide } from "./publish-guide.ts";
