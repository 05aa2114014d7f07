import type { guideComments } from "#contract/guide-comments.ts";
import { AppError } from "../../../errors.ts";
import type { Context } from "../../../http/context.ts";
import type { Handlers } from "../../../http/implement.ts";
import {
  listEntryThreads,
  replyToEntryThread,
  resolveEntryThread,
  startEntryThread,
} from "../../discussions/index.ts";
import { findWritable, mustBeOpen } from "../access.ts";
import { openGuide } from "../audience/open-guide.ts";
import { expectPassage } from "./expect-passage.ts";
import { listMentionable } from "./list-mentionable.ts";

export const commentRoutes: Handlers<typeof guideComments> = {
  list: async ({ params: { guide } }, context) => {
    const { services, caller, org } = context;
    const { hides } = await openGuide(context, guide);
    const rows = await listEntryThreads(services.database.pool, { org, guide, person: caller.id });
    return {
      rows: rows.filter(({ entry }) => hides(entry) === null),
      people: await listMentionable(services.database.pool, { org, guide }),
    };
  },

  start: async ({ params: { guide, entry }, body }, context) => {
    const place = await findPlace(context, guide, entry);
    const thread = await context.change(async (tx) => {
      await expectPassage(tx, { guide, entry }, body.anchor);
      return startEntryThread(tx, place, { ...body, entry });
    });
    return findThread(context, guide, thread);
  },

  reply: async ({ params: { guide, thread }, body }, context) => {
    const place = await findPlace(context, guide, (await findThread(context, guide, thread)).entry);
    await context.change((tx) => replyToEntryThread(tx, place, thread, body));
    return findThread(context, guide, thread);
  },

  resolve: async ({ params: { guide, thread }, body }, context) => {
    await findWritable(context.services.database.pool, context.caller, guide);
    await context.change((tx) => resolveEntryThread(tx, guide, thread, body.resolved));
    return findThread(context, guide, thread);
  },
};

/** Where the caller speaks: everyone who reads an entry may. */
async function findPlace(context: Context, guide: string, entry: string) {
  const opened = await openGuide(context, guide);
  mustBeOpen(opened);
  if (opened.hides(entry) !== null) throw new AppError("not_found");
  const { services, org } = context;
  return { guide, mentionable: await listMentionable(services.database.pool, { org, guide }) };
}

async function findThread({ services, caller, org }: Context, guide: string, thread: string) {
  const place = { org, guide, person: caller.id };
  const [found] = await listEntryThreads(services.database.pool, place, thread);
  if (!found) throw new AppError("not_found");
  return found;
}
