import type { announcements } from "#contract/announcements.ts";
import type { Context } from "../../http/context.ts";
import type { Handlers } from "../../http/implement.ts";
import { announce, withdraw } from "./announce.ts";
import { listAnnouncements, listReaders } from "./list-announcements.ts";
import { noteReading } from "./note-reading.ts";

const viewerOf = ({ org, caller }: Context) => ({ org, person: caller.id });

export const routes: Handlers<typeof announcements> = {
  mine: async (_request, context) => ({
    rows: await listAnnouncements(context.services.database.pool, viewerOf(context), {
      ...{ project: null, manages: false },
    }),
  }),

  list: async ({ params: { project } }, context) => {
    const manages = context.caller.projectRole === "manager";
    const { pool } = context.services.database;
    return { rows: await listAnnouncements(pool, viewerOf(context), { project, manages }) };
  },

  announce: ({ params: { project }, body }, context) =>
    context.change(async (tx) => {
      const one = await announce(tx, project, body);
      const [made] = await listAnnouncements(tx.client, viewerOf(context), { project, manages: true, one });
      return made!;
    }),

  read: async ({ params }, { change }) => {
    await change((tx) => noteReading(tx, params.project, params.announcement));
    return { ok: true };
  },

  readers: async ({ params }, { org, services }) => ({
    rows: await listReaders(services.database.pool, { org, ...params }),
  }),

  withdraw: async ({ params }, { change }) => {
    await change((tx) => withdraw(tx, params.project, params.announcement));
    return { ok: true };
  },
};
