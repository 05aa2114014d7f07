import type { FastifyInstance } from "fastify";
import { people } from "#contract/people.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** The people of an organization: invited, changed, blocked, erased. */
export function peopleFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, people, policy, routes);
}

export {
  keepErasures,
  listErasures,
  noteErasures,
  readErasures,
  repeatErasures,
  writeErasures,
} from "./erasure-list.ts";
export { createOrganization, inviteFirstOwner, linkForOwner, withoutOwner } from "./first-owner.ts";
export { linkFromMachine, type MachineLink } from "./link-from-machine.ts";
export { grantMany, revoke } from "./traits.ts";
