import type { guideTranslations } from "#contract/guide-translations.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findReadable, findTranslatable } from "../access.ts";
import { listLanguages, listTranslations, readTranslations } from "./list-translations.ts";
import { saveTranslation } from "./save-translation.ts";

export const translationRoutes: Handlers<typeof guideTranslations> = {
  list: async ({ params: { guide }, query: { language } }, { services: { database }, caller, org }) => {
    await findReadable(database.pool, caller, guide);
    return {
      languages: await listLanguages(database.pool, org, guide),
      rows: language ? await listTranslations(database.pool, { org, guide }, language) : [],
    };
  },

  save: async ({ params: { guide, entry }, body }, context) => {
    const { pool } = context.services.database;
    await findTranslatable(pool, context.caller, guide);
    await context.change((tx) => saveTranslation(tx, guide, entry, body));
    return (await listTranslations(pool, { org: context.org, guide }, body.language, entry))[0]!;
  },

  read: ({ params: { project }, query }, { services: { database }, org }) =>
    readTranslations(database.pool, { org, project }, query),
};
