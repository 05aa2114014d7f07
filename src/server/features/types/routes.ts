import type { types } from "#contract/types.ts";
import type { Handlers } from "../../http/implement.ts";
import { retypeItems, undoRetyping } from "../work/index.ts";
import { countTypes, listTaskQuestions } from "./count-types.ts";
import { expectInUse, listTypes, saveType } from "./task-types.ts";
import { countRetyping, whichItems } from "./which-items.ts";

export const routes: Handlers<typeof types> = {
  list: async ({ params }, { db }) => ({ rows: await listTypes(db, params.project) }),

  usage: async ({ params }, { db, org, services }) => ({
    rows: await countTypes(services.database.pool, { org, project: params.project }),
    questions: await listTaskQuestions(db, params.project),
  }),

  save: async ({ params, body }, context) => {
    await context.change((tx) => saveType(tx, params.project, body));
    return (await listTypes(context.db, params.project, body.key))[0]!;
  },

  preview: async ({ params, body }, { org, services }) => {
    const { pool } = services.database;
    const owner = { org, project: params.project };
    return countRetyping(pool, owner, await whichItems(pool, owner, body), body.value);
  },

  retype: async ({ params, body }, { org, services, change }) => {
    const items = await whichItems(services.database.pool, { org, project: params.project }, body);
    return change(async (tx) => {
      await expectInUse(tx.db, params.project, body.value);
      return retypeItems(tx, params.project, { items, value: body.value });
    });
  },

  undo: ({ params, body }, { change }) => change((tx) => undoRetyping(tx, params.project, body.retyping)),
};
