import type { FastifyInstance } from "fastify";
import { accounts } from "#contract/accounts.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Who one is and how one gets in: identities, passwords, links, sessions. */
export function accountsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, accounts, policy, routes);
}

export { forgetSessions } from "./forget-sessions.ts";
export { addIdentity } from "./identity.ts";
export { type LinkPurpose, makeLink } from "./links.ts";
export { agentRef, personRef } from "./person-ref.ts";
export { accountsSubscribers } from "./subscribers.ts";
