import type { contract } from "#contract/index.ts";
import type { Context } from "../../http/context.ts";
import type { Handlers } from "../../http/implement.ts";
import { type AssignmentKey, findAssignment, presentAssignment } from "./assignment.ts";
import { claimWork } from "./claim-work.ts";
import { freeLeases, renewLease } from "./leases.ts";
import { listHeld } from "./list-held.ts";
import { listWaiting } from "./list-waiting.ts";
import { flagItem, releaseWork, skipWork } from "./object-to-work.ts";
import { reviewAnswer } from "./review-answer.ts";
import { draftHistory, saveDraft } from "./save-draft.ts";
import { submitAnswer } from "./submit-answer.ts";
import { takeBack } from "./take-back.ts";

interface Params {
  project: string;
  assignment: string;
}

const keyOf = (params: Params, context: Context): AssignmentKey => ({
  assignment: params.assignment,
  project: params.project,
  agent: context.caller.id,
  org: context.org,
});

export const routes: Handlers<typeof contract.work> = {
  async claim({ params, body }, { caller, services }) {
    const { stage = null, holding, ahead } = body;
    const request = {
      agent: caller.id,
      org: caller.org,
      project: params.project,
      holding,
      ahead,
      work: stage,
    };
    return claimWork(services.database.pool, request);
  },

  async get({ params }, context) {
    const { pool } = context.services.database;
    return presentAssignment(pool, context.org, await findAssignment(pool, keyOf(params, context)));
  },

  async renew({ params, body }, context) {
    return renewLease(context.services.database.pool, keyOf(params, context), body.park);
  },

  async saveDraft({ params, body }, context) {
    return saveDraft(context.services.database.pool, keyOf(params, context), body.body, body.rev);
  },

  async draftHistory({ params }, context) {
    return { rows: await draftHistory(context.services.database.pool, keyOf(params, context)) };
  },

  async submit({ params, body }, { change }) {
    return change((tx) => submitAnswer(tx, { ...params, ...body }));
  },

  async takeBack({ params }, context) {
    return context.change(async (tx) => {
      await takeBack(tx, params.project, params.assignment);
      return presentAssignment(tx.client, tx.org, await findAssignment(tx.client, keyOf(params, context)));
    });
  },

  async skip({ params, body }, { change }) {
    await change((tx) => skipWork(tx, { ...params, ...body }));
    return { ok: true };
  },

  async flag({ params, body }, { change }) {
    await change((tx) => flagItem(tx, { ...params, ...body }));
    return { ok: true };
  },

  async release({ params }, { change }) {
    await change((tx) => releaseWork(tx, params.project, params.assignment));
    return { ok: true };
  },

  async review({ params, body }, { change }) {
    return change((tx) => reviewAnswer(tx, { ...params, ...body }));
  },

  async waiting(_request, { caller, services }) {
    return { rows: await listWaiting(services.database.pool, caller.org, caller.id) };
  },

  async held({ params }, { org, services }) {
    return { rows: await listHeld(services.database.pool, org, params.project) };
  },

  async free({ params, body }, { change }) {
    return { freed: await change((tx) => freeLeases(tx, params.project, body)) };
  },
};
