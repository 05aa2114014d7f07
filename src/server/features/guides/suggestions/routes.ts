import type { guideSuggestions } from "#contract/guide-suggestions.ts";
import { AppError } from "../../../errors.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findSuggestible } from "../access.ts";
import { openGuide } from "../audience/open-guide.ts";
import { decideSuggestion } from "./decide-suggestion.ts";
import { findSuggestion, isHidden, listSuggestions } from "./list-suggestions.ts";
import { makeSuggestion } from "./make-suggestion.ts";

export const suggestionRoutes: Handlers<typeof guideSuggestions> = {
  list: async ({ params: { guide } }, context) => {
    const { hides } = await openGuide(context, guide);
    const rows = await listSuggestions(context.services.database.pool, { org: context.org, guide });
    return { rows: rows.filter(({ change }) => !isHidden(change, hides)) };
  },

  make: async ({ params: { guide }, body: { change, note } }, context) => {
    const { pool } = context.services.database;
    await findSuggestible(pool, context.caller, guide);
    const { hides } = await openGuide(context, guide);
    if (isHidden(change, hides)) throw new AppError("not_found");
    const suggestion = await context.change((tx) => makeSuggestion(tx, guide, change, note));
    return findSuggestion(pool, { org: context.org, guide }, suggestion);
  },

  decide: async ({ params: { guide, suggestion }, body }, context) => {
    const { pool } = context.services.database;
    const place = { org: context.org, guide };
    const { mayEdit, hides } = await openGuide(context, guide);
    const { by, change } = await findSuggestion(pool, place, suggestion);
    if (isHidden(change, hides)) throw new AppError("not_found");
    if (body.outcome === "withdrawn" ? by.id !== context.caller.id : !mayEdit)
      throw new AppError("forbidden");
    await findSuggestible(pool, context.caller, guide);
    await context.change((tx) => decideSuggestion(tx, guide, suggestion, body));
    return findSuggestion(pool, place, suggestion);
  },
};
