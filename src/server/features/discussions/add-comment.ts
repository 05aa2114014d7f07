import { type Anchor, type Material, resolveSpan, textAt } from "#content/index.ts";
import type { Subject } from "#contract/discussions.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { listMentionable } from "./mentionable.ts";
import { mustReach, type Reader } from "./reader.ts";
import { type OnSubject, subjectOfThread } from "./visible-threads.ts";

export interface NewComment {
  text: string;
  mentions: string[];
}

/**
 * Starts a thread on an item with its first comment.
 * @returns the thread's id
 * @throws AppError not_found for an item of another project; invalid for a mention that is not possible, or for a
 * passage that the item does not hold
 */
export async function startThread(
  tx: Change,
  reader: Reader,
  thread: NewComment & { item: string; anchor: Anchor | null; asked?: string },
): Promise<string> {
  const { item, anchor } = thread;
  const found = await tx.db
    .selectFrom("item")
    .select("shown")
    .where("id", "=", item)
    .where("project_id", "=", reader.project)
    .forShare() // an item that is being taken back has no threads any more
    .executeTakeFirst();
  if (!found) throw new AppError("not_found");
  if (anchor) await expectPassage(tx, reader, { item, shown: found.shown }, anchor);
  return insertThread(tx, reader, { subject: "item", id: item }, thread);
}

/**
 * Starts a thread on a guide version, an import, a release, an item of a revealed calibration or the project.
 * @throws AppError not_found for what is not of the project, or a calibration that they take no part in; forbidden for
 * trainers on anything else; invalid for a mention that is not possible
 */
export async function startThreadOn(
  tx: Change,
  reader: Reader,
  { subject, id, part, ...comment }: NewComment & Subject & { part: number | null },
): Promise<string> {
  mustReach(reader, subject);
  const { rowCount } = await tx.client.query(
    `select from subject where kind = $1 and id = $2 and project_id = $3 and org_id = $4
       and (kind <> 'judging' or $5 or exists (
         select from calibrated c where c.judging_id = $2 and c.agent_id = $6 and c.org_id = $4))`,
    [subject, id, reader.project, tx.org, reader.leads, reader.person],
  );
  if (rowCount === 0) throw new AppError("not_found");
  return insertThread(tx, reader, { subject, id }, { ...comment, part, anchor: null });
}

async function insertThread(
  tx: Change,
  reader: Reader,
  about: OnSubject,
  {
    anchor,
    asked = null,
    part = null,
    ...comment
  }: NewComment & { anchor: Anchor | null; asked?: string | null; part?: number | null },
): Promise<string> {
  const thread = newId();
  const item = itemOf(about);
  await tx.db
    .insertInto("thread")
    .values({
      id: thread,
      org_id: tx.org,
      project_id: reader.project,
      subject: about.subject,
      subject_id: about.id,
      item_id: item,
      part,
      anchor: anchor && JSON.stringify(anchor),
      asked_id: asked,
    })
    .execute();
  tx.event({ kind: "thread.started", project: reader.project, item, body: { thread } });
  await addComment(tx, reader, about, { ...comment, thread });
  return thread;
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
  const about = await subjectOfThread(tx.client, reader, thread);
  await addComment(tx, reader, about, { thread, ...comment });
}

const itemOf = ({ subject, id }: OnSubject) => (subject === "item" ? id : null);

async function addComment(
  tx: Change,
  reader: Reader,
  about: OnSubject,
  comment: NewComment & { thread: string },
): Promise<void> {
  const { thread, text } = comment;
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
  const body = { thread, comment: id, mentions, ...(about.subject !== "item" && { about }) };
  tx.event({ kind: "comment.added", project: reader.project, item: itemOf(about), body });
}

/**
 * @throws AppError invalid where the text is not there, or does not say at the span what is quoted; for who works
 * blind also where it is an answer
 */
async function expectPassage(
  tx: Change,
  reader: Reader,
  { item, shown }: { item: string; shown: Material },
  { place, span }: Anchor,
): Promise<void> {
  const text = place.part === "answer" ? await textOfAnswer(tx, reader, item, place) : textAt(shown, place);
  if (text !== null && (span === null || resolveSpan(text, span) === span)) return;
  throw new AppError("invalid", { fields: { anchor: "The item does not hold this passage." } });
}

/** What an answer to an item says to a question; null where it says nothing, or no text, or is not theirs to see. */
async function textOfAnswer(
  tx: Change,
  { org, project, person, sees }: Reader,
  item: string,
  { answer, question }: { answer: string; question: string },
): Promise<string | null> {
  const { rows } = await tx.client.query<{ body: AnswerBody }>(
    `select said.body from answer_version said
     where said.id = $1 and said.item_id = $2 and said.project_id = $3 and said.org_id = $4 and ($5 = 'all'
       or $5 = 'done' and (exists (select from worked_item s where s.item_id = said.item_id and s.state = 'done')
         or exists (select from handed_answer h where h.answer_id = said.id and h.agent_id = $6)))`,
    [answer, item, project, org, sees, person],
  );
  const said = rows[0]?.body[question];
  return typeof said === "string" ? said : null;
}
