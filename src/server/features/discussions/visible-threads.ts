import type pg from "pg";
import { Anchor, withCandidate } from "#content/index.ts";
import type { Subject, SubjectKind, Thread } from "#contract/discussions.ts";
import type { PersonRef } from "#contract/entities.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";
import { type MetItem, meetingWith } from "./assignment-item.ts";
import type { Reader } from "./reader.ts";

/** What a thread is about. */
export type OnSubject = { subject: "item"; id: string } | Subject;

/**
 * $1 organization, $2 project, $3 reader, $4 what they see, $5 what they are about or null, $6 thread or null, $7 whether
 * they manage the project, $8 the number of an item in a calibration or null. Who takes part in a calibration reads all
 * that is said of it, with the names of managers alone. A reviewer who may have
 * to decide on an item reads names of managers and those that they wrote; if only its authors had none, that would name
 * them. So it is with questions about the guide, which may be an author's about a review. A passage of an answer is shown to
 * who was handed it. Where an author is asked, nobody of the thread reads another's name: `n.less`.
 */
const THREADS = `
select t.id, t.part, t.subject, t.subject_id as "subjectId", t.item_id as item, t.anchor, t.resolved_at is not null as resolved, t.created_at as "createdAt", w.blind,
  exists (select from handed_answer h where h.item_id = t.item_id and h.agent_id = $3
    and h.answer_id::text = t.anchor->'place'->>'answer') as "wasHanded",
  (select jsonb_agg(jsonb_build_object('id', c.id, 'by', c.agent_id, 'name', p.name, 'unnamed', n.less and c.agent_id <> $3 or w.unnamed and not c.agent_id = any(k.known), 'text', coalesce(c.text, ''),
      'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'mentions', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', mp.name, 'unnamed',
          (n.less and m.id <> $3) or w.unnamed and c.agent_id <> $3 and not m.id = any(k.known))), '[]')
        from unnest(c.mentions) m(id) left join name_of mp on mp.agent_id = m.id)) order by c.at, c.id)
    from comment c left join name_of p on p.agent_id = c.agent_id where c.thread_id = t.id) as comments
from thread t cross join lateral (select t.item_id is null and t.subject <> 'question'
  or exists (select from worked_item s where s.item_id = t.item_id and s.state = 'done') as done) i
cross join lateral (select t.subject <> 'judging' and ($4 = 'own' or ($4 = 'done' and not i.done)) as blind,
  $4 = 'done' and not i.done or t.subject = 'judging' and not $7 as unnamed) w
cross join (select array[$3::uuid]
  || array(select m.person_id from member m where m.project_id = $2 and m.org_id = $1 and m.role = 'manager')
  || array(select q.id from person_now q where q.org_id = $1 and q.role <> 'member') as known) k
cross join lateral (select t.asked_id is not null and ($4 <> 'all' or $3 in (t.asked_id, (
  select c.agent_id from comment c where c.thread_id = t.id order by c.at, c.id limit 1))) as less) n
where t.org_id = $1 and t.project_id = $2 and ($5::uuid is null or t.subject_id = $5) and ($6::uuid is null or t.id = $6)
  and (not w.blind or t.asked_id = $3 or exists (select from comment c where c.thread_id = t.id and (c.agent_id = $3 or $3 = any(c.mentions))))
  and ($8::int is null or t.part = $8) and (t.subject <> 'judging' or $7 or exists (
    select from calibrated c where c.judging_id = t.subject_id and c.agent_id = $3 and c.org_id = $1))
order by t.created_at, t.id`;

interface Named {
  id: string;
  name: string | null;
  unnamed: boolean;
}

interface Row {
  id: string;
  part: number | null;
  subject: SubjectKind;
  subjectId: string;
  item: string | null;
  anchor: unknown;
  resolved: boolean;
  createdAt: string;
  blind: boolean;
  wasHanded: boolean;
  comments: (Named & { by: string; text: string; at: string; mentions: Named[] })[];
}

/**
 * The threads on an item, or on something else, that a person may see, oldest first; `met`: as they met the item,
 * responses in their places.
 */
export async function listThreads(
  client: pg.Pool | pg.ClientBase,
  reader: Reader,
  about: string,
  { met = null, part = null }: { met?: MetItem | null; part?: number | null | undefined } = {},
): Promise<Thread[]> {
  return (await select(client, reader, { about, part })).map((row) => presentThread(row, reader, met));
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
  const met = reader.sees === "own" && row.item ? await meetingWith(client, reader, row.item) : null;
  return presentThread(row, reader, met);
}

/** What a thread that a person may see is about. @throws AppError not_found */
export async function subjectOfThread(
  client: pg.ClientBase,
  reader: Reader,
  thread: string,
): Promise<OnSubject> {
  const { subject, subjectId: id } = await rowOf(client, reader, thread);
  return { subject, id } as OnSubject;
}

async function rowOf(client: pg.Pool | pg.ClientBase, reader: Reader, thread: string): Promise<Row> {
  const [row] = await select(client, reader, { thread });
  if (!row) throw new AppError("not_found");
  return row;
}

async function select(
  client: pg.Pool | pg.ClientBase,
  { org, project, person, sees, leads }: Reader,
  {
    about = null,
    thread = null,
    part = null,
  }: { about?: string | null; thread?: string | null; part?: number | null },
): Promise<Row[]> {
  const values = [org, project, person, sees, about, thread, leads, part];
  return (await client.query<Row>(THREADS, values)).rows;
}

function presentThread(row: Row, reader: Reader, met: MetItem | null): Thread {
  const { id, part, resolved, createdAt, comments } = row;
  return {
    ...{ id, part, resolved, createdAt },
    anchor: presentAnchor(row, reader, met),
    comments: comments.map(({ by, name, unnamed, mentions, ...comment }) => ({
      ...comment,
      by: nameOf(row, { id: by, name, unnamed }),
      mentions: mentions.map((mention) => nameOf(row, mention)),
    })),
  };
}

/** Who has no name here has the thread's id instead of their own, which would say as much. */
function nameOf(thread: Row, { id, name, unnamed }: Named): PersonRef {
  return unnamed ? { id: thread.id, name: "A team member" } : personRef(id, name);
}

/**
 * Trainers read responses by their places; who works blind reads of answers those that they were handed. What an older
 * release kept is none.
 */
function presentAnchor(row: Row, { sees }: Reader, met: MetItem | null): Anchor | null {
  const anchor = Anchor.safeParse(row.anchor).data ?? null;
  if (!anchor || (sees === "own" && !met)) return null;
  if (row.blind && anchor.place.part === "answer" && !row.wasHanded) return null;
  return met ? withCandidate(anchor, met.placeOf) : anchor;
}
