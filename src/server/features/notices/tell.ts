import type { Change } from "../../db/change.ts";
import type { EntryOf } from "../../events/inside.ts";
import { notify, onItem } from "./notify.ts";

/** Tells an author that their answer was returned or rejected. */
export async function tellAuthor(tx: Change, event: EntryOf<"answer.reviewed">): Promise<void> {
  const { review, decision } = event.body;
  if (decision !== "return" && decision !== "reject") return;
  const { rows } = await tx.client.query<{ person: string }>(
    `select p.id as person from decision d join person_now p on p.id = d.author_id
     where d.id = $1 and d.project_id = $2 and d.org_id = $3`,
    [review, event.project, tx.org],
  );
  const kind = decision === "return" ? "returned" : "rejected";
  await notify(tx, onItem(event), { people: rows, kind, about: review });
}

/** Tells a person that work was assigned to them; those who assign it to themselves know. */
export async function tellAssigned(tx: Change, event: EntryOf<"slot.assigned">): Promise<void> {
  const person = event.body.holder;
  const people = person === tx.agent ? [] : [{ person }];
  await notify(tx, onItem(event), { people, kind: "assigned", about: null });
}

/** Tells an author that an editor improved their answer; not where the editor left it as it was. */
export async function tellEdited(tx: Change, event: EntryOf<"answer.edited">): Promise<void> {
  const { answer, author, hash } = event.body;
  if (hash !== null)
    await notify(tx, onItem(event), { people: [{ person: author }], kind: "edited", about: answer });
}

/** Tells the managers of a project that an item was flagged, except whoever flagged it. */
export async function tellManagers(tx: Change, event: EntryOf<"item.flagged">): Promise<void> {
  const { rows } = await tx.client.query<{ person: string }>(
    `select person_id as person from member
     where project_id = $1 and org_id = $2 and role = 'manager' and person_id <> $3`,
    [event.project, tx.org, tx.agent],
  );
  await notify(tx, onItem(event), { people: rows, kind: "flagged", about: event.body.objection });
}

/** Tells the managers of a project that a person went on to work after answering questions on the guide wrong. */
export async function tellMissed(
  tx: Change,
  { project, body }: EntryOf<"guide.acknowledged">,
): Promise<void> {
  if (body.passed) return;
  const { rows } = await tx.client.query<{ person: string }>(
    `select person_id as person from member
     where project_id = $1 and org_id = $2 and role = 'manager' and person_id <> $3`,
    [project, tx.org, tx.agent],
  );
  const place = { project, subject: "guide" as const, id: body.version };
  await notify(tx, place, { people: rows, kind: "guide-missed", about: null });
}

/** Tells an author who is asked about their answer, those who are mentioned, and the others of a thread. */
export async function tellThread(tx: Change, event: EntryOf<"comment.added">): Promise<void> {
  const { thread, comment, mentions, about } = event.body;
  const { rows: others } = await tx.client.query<{ person: string; isAsked: boolean }>(
    `select distinct p.id as person, v.is_asked as "isAsked" from thread_voice v join person_now p on p.id = v.person_id and not p.erased
     where v.thread_id = $1 and v.project_id = $2 and v.org_id = $3
       and (v.comment_id <> $4 or v.is_asked) and p.id <> $5 and not p.id = any($6)`,
    [thread, event.project, tx.org, comment, tx.agent, mentions],
  );
  const { project, item } = event;
  const place = about ? { project, ...about } : onItem({ project, item: item! });
  const mentioned = mentions.map((person) => ({ person }));
  await notify(tx, place, { people: mentioned, kind: "mentioned", about: comment });
  const [asked, repliedTo] = [
    others.filter(({ isAsked }) => isAsked),
    others.filter(({ isAsked }) => !isAsked),
  ];
  await notify(tx, place, { people: asked, kind: "author-asked", about: comment });
  await notify(tx, place, { people: repliedTo, kind: "replied", about: comment });
}

/** Tells the managers of projects that pinned a version that there is a newer one, except whoever published it. */
export async function tellPinned(tx: Change, { body }: EntryOf<"guide.versioned">): Promise<void> {
  const { rows } = await tx.client.query<{ project: string; person: string }>(
    `select a.project_id as project, m.person_id as person
     from guide_adoption_now a join member m on m.project_id = a.project_id and m.role = 'manager' and m.person_id <> $3
     where a.guide_id = $1 and a.org_id = $2 and a.pinned order by a.project_id, m.person_id`,
    [body.guide, tx.org, tx.agent],
  );
  for (const { project, person } of rows) {
    const place = { project, subject: "guide", id: body.version } as const;
    await notify(tx, place, { people: [{ person }], kind: "guide-newer", about: null });
  }
}
