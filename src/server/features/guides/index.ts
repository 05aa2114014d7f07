import type { FastifyInstance } from "fastify";
import { guideDrafts } from "#contract/guide-drafts.ts";
import { guides } from "#contract/guides.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { draftRoutes } from "./draft-routes.ts";
import { draftPolicy, policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Guides of the organization: drafts, immutable versions, and which version each project works under. */
export function guidesFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, guides, policy, routes);
  implement(app, services, guideDrafts, draftPolicy, draftRoutes);
}

export { publishGuide } from "./publish-guide.ts";
