import type { questions } from "#contract/questions.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Context } from "../../http/context.ts";
import type { Handlers } from "../../http/implement.ts";
import { findReadable, listWriters } from "../guides/index.ts";
import { ask } from "./ask.ts";
import { changeQuestion } from "./change-question.ts";
import { declineQuestion } from "./decline-question.ts";
import { findGuide, readDesk } from "./desk.ts";
import { findLikely } from "./find-likely.ts";
import { listQuestions } from "./list-questions.ts";
import { listRulings } from "./list-rulings.ts";
import { mergeQuestions } from "./merge-questions.ts";
import { giveRuling, useRuling } from "./rule.ts";

/** Changes a guide's desk as someone who answers for the guide. */
async function answer<T>(context: Context, guide: string, verb: (tx: Change) => Promise<T>): Promise<T> {
  const { mayEdit } = await findReadable(context.services.database.pool, context.caller, guide);
  if (!mayEdit) throw new AppError("forbidden");
  return context.change(verb);
}

export const routes: Handlers<typeof questions> = {
  likely: async ({ params, query }, { org, caller, services: { database } }) => ({
    rows: await findLikely(database.pool, { org, agent: caller.id, ...params }, query),
  }),

  ask: async ({ params, body }, { caller, change, services: { database } }) => {
    const question = await change((tx) => ask(tx, params.project, body));
    return (await listQuestions(database.pool, caller, { mine: true, question }))[0]!;
  },

  mine: async ({ params }, { caller, services: { database } }) => ({
    ...(await findGuide(database.pool, caller, params.project)),
    rows: await listQuestions(database.pool, caller, { mine: true, ...params }),
  }),

  rulings: async ({ params }, { org, caller, services: { database } }) => ({
    rows: await listRulings(database.pool, { org, agent: caller.id, ...params }),
  }),

  list: async ({ params: { guide }, query }, { org, caller, services: { database } }) => {
    const { mayEdit } = await findReadable(database.pool, caller, guide);
    const of = { guide, ...query };
    return {
      ...(await readDesk(database.pool, caller, of)),
      owners: mayEdit ? await listWriters(database.pool, { org, ...of }) : [],
      mayRule: mayEdit,
    };
  },

  change: async ({ params: { guide, question }, body }, context) => {
    await answer(context, guide, (tx) => changeQuestion(tx, context.caller, { guide, question }, body));
    return { ok: true };
  },

  rule: ({ params: { guide, question }, body }, context) =>
    answer(context, guide, (tx) => giveRuling(tx, context.caller, { guide, question }, body)),

  merge: async ({ params: { guide, question }, body }, context) => {
    await answer(context, guide, (tx) => mergeQuestions(tx, context.caller, { guide, question }, body.into));
    return { ok: true };
  },

  decline: async ({ params: { guide, question }, body }, context) => {
    await answer(context, guide, (tx) =>
      declineQuestion(tx, context.caller, { guide, question }, body.reason),
    );
    return { ok: true };
  },

  use: async ({ params: { guide, question }, body }, context) => {
    await answer(context, guide, (tx) => useRuling(tx, context.caller, { guide, question }, body));
    return { ok: true };
  },
};
