import type { guideSuggestions } from "#contract/guide-suggestions.ts";
import { AppError } from "../../../errors.ts";
import type { Handlers } from "../../../http/implement.ts";
import { findReadable, findSuggestible } from "../access.ts";
import { decideSuggestion } from "./decide-suggestion.ts";
import { findSuggestion, listSuggestions } from "./list-suggestions.ts";
import { makeSuggestion } from "./make-suggestion.ts";

export const suggestionRoutes: Handlers<typeof guideSuggestions> = {
  list: async ({ params: { guide } }, { services: { database }, caller, org }) => {
    await findReadable(database.pool, caller, guide);
    return { rows: await listSuggestions(database.pool, { org, guide }) };
  },

  make: async ({ params: { guide }, body: { change, note } }, context) => {
    const { pool } = context.services.database;
    await findSuggestible(pool, context.caller, guide);
    const suggestion = await context.change((tx) => makeSuggestion(tx, guide, change, note));
    return findSuggestion(pool, { org: context.org, guide }, suggestion);
  },

  decide: async ({ params: { guide, suggestion }, body }, context) => {
    const { pool } = context.services.database;
    const place = { org: context.org, guide };
    const { mayEdit } = await findReadable(pool, context.caller, guide);
    const { by } = await findSuggestion(pool, place, suggestion);
    if (body.outcome === "withdrawn" ? by.id !== context.caller.id : !mayEdit)
      throw new AppError("forbidden");
    await findSuggestible(pool, context.caller, guide);
    await context.change((tx) => decideSuggestion(tx, guide, suggestion, body));
    return findSuggestion(pool, place, suggestion);
  },
};
