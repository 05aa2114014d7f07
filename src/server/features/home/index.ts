import type { FastifyInstance } from "fastify";
import { home } from "#contract/home.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What a person meets first: their week, and what they have not finished. */
export function homeFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, home, policy, routes);
}
