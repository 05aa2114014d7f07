import type { guideTranslations } from "#contract/guide-translations.ts";
import { AppError } from "../../../errors.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findTranslatable } from "../access.ts";
import { openGuide } from "../audience/open-guide.ts";
import { listLanguages, listTranslations, readTranslations } from "./list-translations.ts";
import { saveTranslation } from "./save-translation.ts";

export const translationRoutes: Handlers<typeof guideTranslations> = {
  list: async ({ params: { guide }, query: { language } }, context) => {
    const { services, org } = context;
    const { pool } = services.database;
    const { hides } = await openGuide(context, guide);
    const rows = language ? await listTranslations(pool, { org, guide }, language) : [];
    return {
      languages: await listLanguages(pool, org, guide),
      rows: rows.filter(({ entry }) => hides(entry) === null),
    };
  },

  save: async ({ params: { guide, entry }, body }, context) => {
    const { pool } = context.services.database;
    await findTranslatable(pool, context.caller, guide);
    const { hides } = await openGuide(context, guide);
    if (hides(entry) !== null) throw new AppError("not_found");
    await context.change((tx) => saveTranslation(tx, guide, entry, body));
    return (await listTranslations(pool, { org: context.org, guide }, body.language, entry))[0]!;
  },

  read: ({ params: { project }, query }, { services: { database }, caller, org }) =>
    readTranslations(database.pool, { org, agent: caller.id }, project, query),
};
