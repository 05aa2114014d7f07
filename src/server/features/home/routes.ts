import type { home } from "#contract/home.ts";
import type { Handlers } from "../../http/implement.ts";
import { checkTimeZone } from "../../http/time-zone.ts";
import { findWeek, listUnfinished } from "./queries.ts";

export const routes: Handlers<typeof home> = {
  week: async ({ query }, { services, caller }) =>
    findWeek(services.database.pool, caller, checkTimeZone(query.timeZone)),

  unfinished: async (_request, { services, caller }) => ({
    rows: await listUnfinished(services.database.pool, caller),
  }),
};
