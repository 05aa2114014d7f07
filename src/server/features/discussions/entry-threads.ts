import type pg from "pg";
import { Anchor } from "#content/index.ts";
import type { GuideThread } from "#contract/guide-comments.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";

/** An entry of a guide, and who may be mentioned there. */
export interface EntryPlace {
  guide: string;
  mentionable: readonly { id: string }[];
}

interface Said {
  text: string;
  mentions: string[];
}

/**
 * Starts a thread on an entry of a guide with its first comment. Who may, and whether the entry holds the passage, is
 * the guide's to say.
 * @throws AppError invalid for a mention that is not possible
 */
export async function startEntryThread(
  tx: Change,
  place: EntryPlace,
  { entry, anchor, ...said }: Said & { entry: string; anchor: Anchor | null },
): Promise<string> {
  const thread = newId();
  await tx.db
    .insertInto("thread")
    .values({
      id: thread,
      org_id: tx.org,
      project_id: null,
      subject: "entry",
      subject_id: entry,
      anchor: anchor && JSON.stringify(anchor),
    })
    .execute();
  await comment(tx, place, { thread, entry }, said);
  return thread;
}

/** @throws AppError not_found for a thread of another guide; invalid for a mention that is not possible */
export async function replyToEntryThread(
  tx: Change,
  place: EntryPlace,
  thread: string,
  said: Said,
): Promise<void> {
  await comment(tx, place, { thread, entry: await entryOf(tx, place.guide, thread) }, said);
}

async function comment(
  tx: Change,
  { guide, mentionable }: EntryPlace,
  { thread, entry }: { thread: string; entry: string },
  said: Said,
): Promise<void> {
  const mentions = [...new Set(said.mentions)];
  if (!mentions.every((person) => mentionable.some(({ id }) => id === person)))
    throw new AppError("invalid", { fields: { mentions: "Mention only people who read this guide." } });
  const id = newId();
  await tx.db
    .insertInto("comment")
    .values({ id, org_id: tx.org, thread_id: thread, agent_id: tx.agent, text: said.text, mentions })
    .execute();
  tx.event({ kind: "guide.commented", body: { guide, entry, thread, comment: id, mentions } });
}

/** Resolves or reopens a thread. @throws AppError not_found for a thread of another guide */
export async function resolveEntryThread(
  tx: Change,
  guide: string,
  thread: string,
  resolved: boolean,
): Promise<void> {
  const entry = await entryOf(tx, guide, thread);
  const { rowCount } = await tx.client.query(
    `update thread set resolved_at = case when $3 then clock() end, resolved_by = case when $3 then $4::uuid end
     where id = $1 and org_id = $2 and project_id is null and (resolved_at is not null) <> $3`,
    [thread, tx.org, resolved, tx.agent],
  );
  if (rowCount === 0) return;
  tx.event({
    kind: resolved ? "guide.thread-resolved" : "guide.thread-reopened",
    body: { guide, entry, thread },
  });
}

async function entryOf(tx: Change, guide: string, thread: string): Promise<string> {
  const { rows } = await tx.client.query<{ entry: string }>(
    `select t.subject_id as entry from thread t join guide_entry_now e on e.id = t.subject_id and e.guide_id = $2
     where t.id = $1 and t.org_id = $3 and t.project_id is null and t.subject = 'entry'`,
    [thread, guide, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0].entry;
}

const THREADS = `
select t.id, t.subject_id as entry, t.part, t.anchor, t.resolved_at is not null as resolved, t.created_at as "createdAt",
  array(select u.id from unread_notice u join comment c on c.id = u.about_id where c.thread_id = t.id and u.person_id = $3 and u.org_id = $2) as unread,
  (select jsonb_agg(jsonb_build_object('id', c.id, 'by', c.agent_id, 'name', p.name, 'text', coalesce(c.text, ''),
      'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'mentions', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', n.name)), '[]')
        from unnest(c.mentions) m(id) left join name_of n on n.agent_id = m.id)) order by c.at, c.id)
    from comment c left join name_of p on p.agent_id = c.agent_id where c.thread_id = t.id) as comments
from thread t join guide_entry_now e on e.id = t.subject_id and e.guide_id = $1
where t.org_id = $2 and t.project_id is null and t.subject = 'entry' and ($4::uuid is null or t.id = $4)
order by t.created_at, t.id`;

interface Named {
  id: string;
  name: string | null;
}

interface Row extends Omit<GuideThread, "comments" | "anchor"> {
  anchor: unknown;
  comments: { id: string; by: string; name: string | null; text: string; at: string; mentions: Named[] }[];
}

/** The threads on the entries of a guide, oldest first, or one of them; `unread`: the notices of a person. */
export async function listEntryThreads(
  client: pg.Pool | pg.ClientBase,
  { org, guide, person }: { org: string; guide: string; person: string },
  thread: string | null = null,
): Promise<GuideThread[]> {
  const { rows } = await client.query<Row>(THREADS, [guide, org, person, thread]);
  return rows.map((row) => ({
    ...row,
    anchor: Anchor.safeParse(row.anchor).data ?? null,
    comments: row.comments.map(({ by, name, mentions, ...said }) => ({
      ...said,
      by: personRef(by, name),
      mentions: mentions.map((mention) => personRef(mention.id, mention.name)),
    })),
  }));
}
