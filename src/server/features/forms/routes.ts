import type { forms } from "#contract/forms.ts";
import type { Handlers } from "../../http/implement.ts";
import { publishForm } from "./publish-form.ts";
import { findDraft, findVersion, listVersions } from "./queries.ts";
import { saveDraft } from "./save-draft.ts";

export const routes: Handlers<typeof forms> = {
  draft: ({ params }, { db }) => findDraft(db, params.project),

  saveDraft: async ({ params, body }, context) => {
    await context.change((tx) => saveDraft(tx, params.project, body.form, body.rev));
    return findDraft(context.db, params.project);
  },

  publish: async ({ params, body }, context) => {
    const version = await context.change((tx) => publishForm(tx, params.project, body.rev));
    return findVersion(context.db, params.project, version);
  },

  versions: async ({ params }, { db }) => ({ rows: await listVersions(db, params.project) }),

  version: ({ params }, { db }) => findVersion(db, params.project, params.version),
};
