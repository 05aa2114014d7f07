import type { FastifyInstance } from "fastify";
import { gates } from "#contract/gates.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What is read before work goes on: gates, their questions, and who has passed them. */
export function gatesFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, gates, policy, routes);
}

export { raiseGates } from "./raise-gate.ts";
export { measureTouched, queuesOf, touchedBy } from "./touched-queues.ts";
