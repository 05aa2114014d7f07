import type { Json } from "#content/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../http/errors.ts";
import { listMentionable } from "./mentionable.ts";
import { itemOfThread, type Reader } from "./visible-threads.ts";

export interface NewComment {
  text: string;
  mentions: string[];
}

/**
 * Starts a thread on an item with its first comment.
 * @returns the thread's id
 * @throws AppError not_found for an item of another project; invalid for a mention that is not possible
 */
export async function startThread(
  tx: Change,
  reader: Reader,
  thread: NewComment & { item: string; anchor: Json },
): Promise<string> {
  const { item, anchor } = thread;
  const found = await tx.db
    .selectFrom("item")
    .select("id")
    .where("id", "=", item)
    .where("project_id", "=", reader.project)
    .forShare() // an item that is being taken back has no threads any more
    .executeTakeFirst();
  if (!found) throw new AppError("not_found");
  const id = newId();
  await tx.db
    .insertInto("thread")
    .values({
      id,
      org_id: tx.org,
      project_id: reader.project,
      item_id: item,
      anchor: anchor === null ? null : JSON.stringify(anchor),
    })
    .execute();
  tx.event({ kind: "thread.started", project: reader.project, item, body: { thread: id } });
  await addComment(tx, reader, { ...thread, thread: id });
  return id;
}

/**
 * Adds a comment to a thread that its author may see.
 * @throws AppError not_found; invalid for a mention that is not possible
 */
export async function replyToThread(
  tx: Change,
  reader: Reader,
  thread: string,
  comment: NewComment,
): Promise<void> {
  const item = await itemOfThread(tx.client, reader, thread);
  await addComment(tx, reader, { thread, item, ...comment });
}

async function addComment(
  tx: Change,
  reader: Reader,
  comment: NewComment & { thread: string; item: string },
): Promise<void> {
  const { thread, item, text } = comment;
  const mentions = [...new Set(comment.mentions)];
  const possible = new Set((await listMentionable(tx.client, reader)).map((person) => person.id));
  if (!mentions.every((person) => possible.has(person))) {
    throw new AppError("invalid", { fields: { mentions: "Somebody here cannot be mentioned." } });
  }
  const id = newId();
  await tx.db
    .insertInto("comment")
    .values({ id, org_id: tx.org, thread_id: thread, agent_id: tx.agent, text, mentions })
    .execute();
  tx.event({ kind: "comment.added", project: reader.project, item, body: { thread, comment: id, mentions } });
}
