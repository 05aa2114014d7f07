import type { work } from "#contract/work.ts";
import type { Context } from "../../http/context.ts";
import type { Handlers } from "../../http/implement.ts";
import { mustHaveAgreed } from "../../http/policy.ts";
import { assignWork, listAssignable, unassignWork } from "./assign-work.ts";
import { type AssignmentKey, findAssignment, listChangedRules, presentAssignment } from "./assignment.ts";
import { claimWork } from "./claim-work.ts";
import { freeLeases, renewLease } from "./leases.ts";
import { listChanges } from "./list-changes.ts";
import { listHeld } from "./list-held.ts";
import { flagItem, releaseWork, skipWork } from "./object-to-work.ts";
import { reviewAnswer } from "./review-answer.ts";
import { draftHistory, saveDraft } from "./save-draft.ts";
import { submitWork } from "./submit-answer.ts";
import { takeBack } from "./take-back.ts";
import { tellWaiting } from "./tell-waiting.ts";
import { workBatch } from "./work-batch.ts";

const keyOf = (
  { project, assignment }: Pick<AssignmentKey, "project" | "assignment">,
  { caller, org }: Context,
): AssignmentKey => ({ assignment, project, agent: caller.id, org });

export const routes: Handlers<typeof work> = {
  claim: ({ params, body }, { caller, org, services }) =>
    claimWork(services.database.pool, {
      agent: caller.id,
      org,
      project: params.project,
      holding: body.holding,
      ahead: body.ahead,
      work: body.stage ?? null,
    }),

  get: async ({ params }, context) => {
    const { pool } = context.services.database;
    return presentAssignment(
      pool,
      { org: context.org, agent: context.caller.id },
      await findAssignment(pool, keyOf(params, context)),
    );
  },

  changedRules: async ({ params }, context) => {
    const { pool } = context.services.database;
    const assignment = await findAssignment(pool, keyOf(params, context));
    return { rows: await listChangedRules(pool, { org: context.org, agent: context.caller.id }, assignment) };
  },

  renew: ({ params, body }, context) =>
    renewLease(context.services.database.pool, keyOf(params, context), body.park),

  saveDraft: ({ params, body }, context) =>
    saveDraft(context.services.database.pool, keyOf(params, context), body.body, body.rev),

  draftHistory: async ({ params }, context) => ({
    rows: await draftHistory(context.services.database.pool, keyOf(params, context)),
  }),

  submit: ({ params, body }, { change }) => change((tx) => submitWork(tx, { ...params, ...body })),

  takeBack: ({ params }, context) =>
    context.change(async (tx) => {
      await takeBack(tx, params.project, params.assignment);
      return presentAssignment(tx.client, tx, await findAssignment(tx.client, keyOf(params, context)));
    }),

  skip: async ({ params, body }, { change }) => {
    await change((tx) => skipWork(tx, { ...params, ...body }));
    return { ok: true };
  },

  flag: async ({ params, body }, { change }) => {
    await change((tx) => flagItem(tx, { ...params, ...body }));
    return { ok: true };
  },

  release: async ({ params }, { change }) => {
    await change((tx) => releaseWork(tx, params.project, params.assignment));
    return { ok: true };
  },

  review: ({ params, body }, { change }) => change((tx) => reviewAnswer(tx, { ...params, ...body })),

  changes: ({ params }, context) => listChanges(context.services.database.pool, keyOf(params, context)),

  waiting: async (_request, { org, caller, services }) => ({
    rows: await tellWaiting(services.database.pool, org, caller.id),
  }),

  batch: async ({ params, body }, { caller, org, services }) => {
    if (body.take > 0) mustHaveAgreed(caller);
    return workBatch(services, { agent: caller.id, org, project: params.project }, body);
  },

  assignable: async ({ params }, { org, services }) => ({
    rows: await listAssignable(services.database.pool, { ...params, org }),
  }),

  assign: async ({ params, body }, { change }) => {
    await change((tx) => assignWork(tx, { ...params, ...body }));
    return { ok: true };
  },

  unassign: async ({ params, body }, { change }) => {
    await change((tx) => unassignWork(tx, { ...params, ...body }));
    return { ok: true };
  },

  held: async ({ params }, { org, services }) => ({
    rows: await listHeld(services.database.pool, org, params.project),
  }),

  free: async ({ params, body }, { change }) => ({
    freed: await change((tx) => freeLeases(tx, params.project, body)),
  }),
};
