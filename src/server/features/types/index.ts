import type { FastifyInstance } from "fastify";
import { types } from "#contract/types.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Kinds of task that are made while a project runs, and which items are of them. */
export function typesFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, types, policy, routes);
}
