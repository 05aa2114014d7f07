import type { FastifyInstance } from "fastify";
import { questions } from "#contract/questions.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What people ask about the guide, and the rulings that answer them. */
export function questionsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, questions, policy, routes);
}

export { ask } from "./ask.ts";
export { giveRuling } from "./rule.ts";
export { questionsSubscribers } from "./subscribers.ts";
