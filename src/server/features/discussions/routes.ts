import { withCandidate } from "#content/index.ts";
import type { discussions } from "#contract/discussions.ts";
import type { Handlers } from "../../http/implement.ts";
import { replyToThread, startThread, startThreadOn } from "./add-comment.ts";
import { askAuthor, subjectOf } from "./ask-author.ts";
import { itemOfAssignment } from "./assignment-item.ts";
import { listMentionable } from "./mentionable.ts";
import { mustReach, readerOf } from "./reader.ts";
import { resolveThread } from "./resolve-thread.ts";
import { findThread, listThreads } from "./visible-threads.ts";

export const routes: Handlers<typeof discussions> = {
  list: async ({ params }, { services, caller }) => ({
    rows: await listThreads(services.database.pool, readerOf(caller, params.project), params.item),
  }),

  start: async ({ params, body }, context) => {
    const reader = readerOf(context.caller, params.project);
    const thread = await context.change((tx) => startThread(tx, reader, { ...body, item: params.item }));
    return findThread(context.services.database.pool, reader, thread);
  },

  listOn: async ({ params, query }, { services, caller }) => {
    const reader = readerOf(caller, params.project);
    mustReach(reader, query.subject);
    return { rows: await listThreads(services.database.pool, reader, query.id, query) };
  },

  startOn: async ({ params, body }, context) => {
    const reader = readerOf(context.caller, params.project);
    const thread = await context.change((tx) => startThreadOn(tx, reader, body));
    return findThread(context.services.database.pool, reader, thread);
  },

  listHere: async ({ params }, { services, caller }) => {
    const reader = readerOf(caller, params.project);
    const met = await itemOfAssignment(services.database.pool, reader, params.assignment);
    return { rows: await listThreads(services.database.pool, reader, met.item, { met }) };
  },

  startHere: async ({ params, body }, context) => {
    const reader = readerOf(context.caller, params.project);
    const thread = await context.change(async (tx) => {
      const { item, candidateAt } = await itemOfAssignment(tx.client, reader, params.assignment);
      const anchor = body.anchor && withCandidate(body.anchor, candidateAt);
      return startThread(tx, reader, { ...body, item, anchor });
    });
    return findThread(context.services.database.pool, reader, thread);
  },

  askAuthor: async ({ params: { project, assignment }, body }, context) => {
    const reader = readerOf(context.caller, project);
    const thread = await context.change(async (tx) =>
      askAuthor(tx, reader, await subjectOf(tx, reader, assignment), body.text),
    );
    return findThread(context.services.database.pool, reader, thread);
  },

  askAuthorOf: async ({ params: { project, item, answer }, body }, context) => {
    const reader = readerOf(context.caller, project);
    const thread = await context.change((tx) => askAuthor(tx, reader, { item, answer }, body.text));
    return findThread(context.services.database.pool, reader, thread);
  },

  reply: async ({ params, body }, context) => {
    const reader = readerOf(context.caller, params.project);
    await context.change((tx) => replyToThread(tx, reader, params.thread, body));
    return findThread(context.services.database.pool, reader, params.thread);
  },

  resolve: async ({ params, body }, context) => {
    const reader = readerOf(context.caller, params.project);
    await context.change((tx) => resolveThread(tx, reader, params.thread, body.resolved));
    return findThread(context.services.database.pool, reader, params.thread);
  },

  mentionable: async ({ params }, { services, caller }) => ({
    rows: await listMentionable(services.database.pool, readerOf(caller, params.project)),
  }),
};
