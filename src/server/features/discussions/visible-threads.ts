import type pg from "pg";
import { Anchor, withCandidate } from "#content/index.ts";
import type { Thread } from "#contract/discussions.ts";
import type { PersonRef } from "#contract/entities.ts";
import { AppError } from "../../http/errors.ts";
import type { Caller } from "../../http/policy.ts";
import { personRef } from "../accounts/index.ts";
import { type MetItem, meetingWith } from "./assignment-item.ts";

/** Who looks, and in which project. */
export interface Reader {
  org: string;
  person: string;
  project: string;
  /** Reviewers, managers and viewers see every thread; trainers those that they take part in. */
  seesAll: boolean;
}

export function readerOf(caller: Caller, project: string): Reader {
  return { org: caller.org, person: caller.id, project, seesAll: caller.projectRole !== "trainer" };
}

/** $1 organization, $2 project, $3 reader, $4 sees all, $5 item or null, $6 thread or null */
const THREADS = `
select t.id, t.item_id as item, t.anchor, t.resolved_at is not null as resolved, t.created_at as "createdAt",
  (select jsonb_agg(jsonb_build_object('id', c.id, 'by', c.agent_id, 'name', p.name, 'text', c.text,
      'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'mentions', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', mp.name)), '[]')
        from unnest(c.mentions) m(id) left join identity mp on mp.person_id = m.id)) order by c.at, c.id)
    from comment c left join identity p on p.person_id = c.agent_id where c.thread_id = t.id) as comments
from thread t
where t.org_id = $1 and t.project_id = $2 and ($5::uuid is null or t.item_id = $5) and ($6::uuid is null or t.id = $6)
  and ($4 or exists (select from comment c where c.thread_id = t.id and (c.agent_id = $3 or $3 = any(c.mentions))))
order by t.created_at, t.id`;

interface Row {
  id: string;
  item: string;
  anchor: unknown;
  resolved: boolean;
  createdAt: string;
  comments: {
    id: string;
    by: string;
    name: string | null;
    text: string;
    at: string;
    mentions: PersonRef[];
  }[];
}

/** The threads of an item that a person may see, oldest first; `met`: as they met it, responses in their places. */
export async function listThreads(
  client: pg.Pool | pg.ClientBase,
  reader: Reader,
  item: string,
  met: MetItem | null = null,
): Promise<Thread[]> {
  return (await select(client, reader, item, null)).map((row) => presentThread(row, reader, met));
}

/**
 * One thread that a person may see.
 * @throws AppError not_found, also for threads that are there and not theirs
 */
export async function findThread(
  client: pg.Pool | pg.ClientBase,
  reader: Reader,
  thread: string,
): Promise<Thread> {
  const row = await rowOf(client, reader, thread);
  return presentThread(row, reader, reader.seesAll ? null : await meetingWith(client, reader, row.item));
}

/** The item of a thread that a person may see. @throws AppError not_found */
export async function itemOfThread(client: pg.ClientBase, reader: Reader, thread: string): Promise<string> {
  return (await rowOf(client, reader, thread)).item;
}

async function rowOf(client: pg.Pool | pg.ClientBase, reader: Reader, thread: string): Promise<Row> {
  const [row] = await select(client, reader, null, thread);
  if (!row) throw new AppError("not_found");
  return row;
}

async function select(
  client: pg.Pool | pg.ClientBase,
  { org, project, person, seesAll }: Reader,
  item: string | null,
  thread: string | null,
): Promise<Row[]> {
  return (await client.query<Row>(THREADS, [org, project, person, seesAll, item, thread])).rows;
}

function presentThread(
  { item: _, comments, anchor, ...thread }: Row,
  reader: Reader,
  met: MetItem | null,
): Thread {
  return {
    ...thread,
    anchor: presentAnchor(anchor, reader, met),
    comments: comments.map(({ by, name, mentions, ...comment }) => ({
      ...comment,
      by: personRef(by, name),
      mentions: mentions.map((mention) => personRef(mention.id, mention.name)),
    })),
  };
}

/** Who works blind reads responses by their places, and of other answers nothing. What an older release kept is none. */
function presentAnchor(stored: unknown, { seesAll }: Reader, met: MetItem | null): Anchor | null {
  const anchor = Anchor.safeParse(stored).data ?? null;
  if (!anchor || (!seesAll && (!met || anchor.place.part === "answer"))) return null;
  return met ? withCandidate(anchor, met.placeOf) : anchor;
}
