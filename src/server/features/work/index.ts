import type { FastifyInstance } from "fastify";
import { work } from "#contract/work.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Slots, leases, drafts, answers, reviews: one state machine. */
export function workFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, work, policy, routes);
}

export { addRound } from "./add-round.ts";
export { cancelItems, prioritiseItems, restoreItems } from "./change-items.ts";
export { askForAgreements, endTraits, refreshAgent } from "./eligibility.ts";
export { passGate, setGates } from "./gates.ts";
export { giveUpReturned } from "./give-up-returned.ts";
export { closeRound, openRound } from "./judging-round.ts";
export { advanceHeads, expireLeases, freeLeases } from "./leases.ts";
export { NewSlots } from "./new-slots.ts";
export { queuesFor, setLeaseLength, setQueuesOpen } from "./queues.ts";
export { type AcceptedAnswer, openReReview } from "./re-review-round.ts";
export { removeUntouched } from "./remove-untouched.ts";
export { reopenAnswer } from "./reopen-answer.ts";
export { retypeItems, undoRetyping } from "./retype-items.ts";
export { routeAgain } from "./route-again.ts";
export { openTopUps, startTopUp } from "./start-top-up.ts";
export { workSubscribers } from "./subscribers.ts";
