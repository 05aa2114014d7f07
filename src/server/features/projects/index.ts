import type { FastifyInstance } from "fastify";
import { projects } from "#contract/projects.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Projects: settings, instructions, members, and how far the work is. */
export function projectsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, projects, policy, routes);
}

export { setFormVersion } from "./set-form-version.ts";
export { setMember } from "./set-member.ts";
export { projectsSubscribers } from "./subscribers.ts";
