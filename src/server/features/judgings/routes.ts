import type { judgings } from "#contract/judgings.ts";
import type { Context } from "../../http/context.ts";
import type { Handlers } from "../../http/implement.ts";
import { makeExample, ruleOnItem, splitRule } from "./conclude.ts";
import { findCalibration, listCalibrations, type Viewer } from "./find-calibrations.ts";
import { offerItems, offerPeople } from "./offer.ts";
import { listReReviews } from "./re-reviews.ts";
import { listPeople, listRules } from "./read-blind.ts";
import { readRevealed } from "./read-revealed.ts";
import { reveal } from "./reveal.ts";
import { sendBack } from "./send-back.ts";
import { startCalibration } from "./start-calibration.ts";
import { vote } from "./vote.ts";

const viewerOf = ({ project }: { project: string }, { org, caller }: Context): Viewer => ({
  ...{ org, project, agent: caller.id },
  isManager: caller.projectRole === "manager",
});

export const routes: Handlers<typeof judgings> = {
  list: async ({ params }, context) => ({
    rows: await listCalibrations(context.services.database.pool, viewerOf(params, context)),
  }),

  offer: async ({ params }, { org, services: { database } }) => ({
    items: await offerItems(database.pool, { org, ...params }),
    people: await offerPeople(database.pool, { org, ...params }),
  }),

  start: ({ params, body }, context) =>
    context.change(async (tx) => {
      const id = await startCalibration(tx, params.project, body);
      return findCalibration(tx.client, viewerOf(params, context), id);
    }),

  get: async ({ params }, context) => {
    const { pool } = context.services.database;
    const viewer = viewerOf(params, context);
    const calibration = await findCalibration(pool, viewer, params.judging);
    const rules = await listRules(pool, viewer, params.judging);
    return {
      calibration,
      rules,
      people: viewer.isManager ? await listPeople(pool, viewer, params.judging) : null,
      revealed:
        calibration.revealedAt === null
          ? null
          : await readRevealed(pool, viewer, { id: calibration.id, rules }),
    };
  },

  reveal: async ({ params }, { change }) => {
    await change((tx) => reveal(tx, params.project, params.judging));
    return { ok: true };
  },

  vote: async ({ params, body }, context) => {
    const viewer = viewerOf(params, context);
    await context.change((tx) => vote(tx, viewer, { judging: params.judging, ...body }));
    return { ok: true };
  },

  makeExample: async ({ params, body }, context) => {
    const who = { viewer: viewerOf(params, context), caller: context.caller };
    await context.change((tx) => makeExample(tx, who, { judging: params.judging, ...body }));
    return { ok: true };
  },

  rule: async ({ params, body }, context) => {
    const who = { viewer: viewerOf(params, context), caller: context.caller };
    await context.change((tx) => ruleOnItem(tx, who, { judging: params.judging, ...body }));
    return { ok: true };
  },

  reReviews: async ({ params }, { org, caller, services: { database } }) => ({
    rows: await listReReviews(database.pool, { org, agent: caller.id, ...params }),
  }),

  sendBack: async ({ params }, { change }) => ({
    sent: await change((tx) => sendBack(tx, params.project, params.judging)),
  }),

  split: async ({ params, body }, context) => {
    const who = { viewer: viewerOf(params, context), caller: context.caller };
    await context.change((tx) => splitRule(tx, who, { judging: params.judging, ...body }));
    return { ok: true };
  },
};
