import type { FastifyInstance } from "fastify";
import { forms } from "#contract/forms.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What people see and answer: the forms of a project, each with a draft under edit and immutable versions. */
export function formsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, forms, policy, routes);
}

export { formsSubscribers } from "./subscribers.ts";
