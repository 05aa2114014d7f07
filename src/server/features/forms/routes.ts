import type { forms } from "#contract/forms.ts";
import type { Handlers } from "../../http/implement.ts";
import { createForm } from "./create-form.ts";
import { effectsOf } from "./effects.ts";
import { publishForm } from "./publish-form.ts";
import { findDraft, findVersion, formIdOf, listForms, listVersions } from "./queries.ts";
import { saveDraft } from "./save-draft.ts";
import { listTopUps, topUpForm } from "./top-up-form.ts";

export const routes: Handlers<typeof forms> = {
  list: async ({ params }, { db }) => ({ rows: await listForms(db, params.project) }),

  create: async ({ params, body }, context) => {
    await context.change((tx) => createForm(tx, params.project, body));
    return (await listForms(context.db, params.project, body.key))[0]!;
  },

  draft: async ({ params, query }, { db }) =>
    findDraft(db, params.project, await formIdOf(db, params.project, query.form)),

  saveDraft: async ({ params, query, body }, context) => {
    const form = await formIdOf(context.db, params.project, query.form);
    await context.change((tx) => saveDraft(tx, { ...params, form }, body.form, body.rev));
    return findDraft(context.db, params.project, form);
  },

  publish: async ({ params, query, body }, context) => {
    const form = await formIdOf(context.db, params.project, query.form);
    const version = await context.change((tx) => publishForm(tx, { ...params, form }, body));
    return findVersion(context.db, params.project, version);
  },

  topUp: async ({ params, query, body }, context) => {
    const form = await formIdOf(context.db, params.project, query.form);
    return { answers: await context.change((tx) => topUpForm(tx, { ...params, form }, body.days)) };
  },

  topUps: async ({ params, query }, { db }) => ({
    rows: await listTopUps(db, params.project, await formIdOf(db, params.project, query.form)),
  }),

  effects: async ({ params, query, body }, { db, org, services }) => {
    const form = await formIdOf(db, params.project, query.form);
    const draft = await findDraft(db, params.project, form);
    const versions = (await listVersions(db, params.project, form)).toReversed();
    const change = { versions, draft: draft.form, mapping: body.mapping };
    return effectsOf(services.database.pool, { org, project: params.project, form }, change);
  },

  versions: async ({ params, query }, { db }) => ({
    rows: await listVersions(db, params.project, await formIdOf(db, params.project, query.form)),
  }),

  version: ({ params }, { db }) => findVersion(db, params.project, params.version),
};
