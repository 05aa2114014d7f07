import type { FastifyInstance } from "fastify";
import { projects } from "#contract/projects.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import type { ProjectParts } from "./parts.ts";
import { policy } from "./policy.ts";
import { routesWith } from "./routes.ts";

/** Projects: settings, members, and which versions of form, guide and workflow are in force. */
export function projectsFeature(app: FastifyInstance, services: Services, parts: ProjectParts): void {
  implement(app, services, projects, policy, routesWith(parts));
}

export { lockProject } from "./lock-project.ts";
export { findWholeProject } from "./queries.ts";
export { setVersion } from "./set-version.ts";
export { projectsSubscribers } from "./subscribers.ts";
