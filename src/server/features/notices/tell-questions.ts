import type { Change } from "../../db/change.ts";
import type { EntryOf } from "../../events/inside.ts";
import { notify } from "./notify.ts";

/** Tells who owns a question, or of one without an owner the project's managers; not of what was merged at once. */
export async function tellOwner(
  tx: Change,
  { project, body }: EntryOf<"question.asked"> | EntryOf<"question.changed">,
): Promise<void> {
  const { question, owner } = body;
  const isNew = "kind" in body;
  const { rows } = await tx.client.query<{ person: string }>(
    `select m.person_id as person from question_now q join member m on m.project_id = q.project_id and m.role = 'manager'
     where q.id = $1 and q.project_id = $2 and q.org_id = $3 and q.is_open and $4::uuid is null and $5 and m.person_id <> $6
     union select q.owner_id from question_now q
     where q.id = $1 and q.project_id = $2 and q.org_id = $3 and q.is_open and q.owner_id = $4 and q.owner_id <> $6`,
    [question, project, tx.org, owner, isNew, tx.agent],
  );
  const place = { project, subject: "question", id: question } as const;
  await notify(tx, place, { people: rows, kind: "asked", about: question });
}

/** Tells everyone who asked what was ruled, at their own question. */
export async function tellRuled(
  tx: Change,
  { project, body: { question, ruling } }: EntryOf<"question.ruled">,
): Promise<void> {
  await tellAskers(tx, project, question, { kind: "ruled", about: ruling, by: tx.agent });
}

/** Tells those whose question was merged into one that is answered already, also by way of another one. */
export async function tellMerged(
  tx: Change,
  { project, body: { into } }: EntryOf<"question.merged">,
): Promise<void> {
  const { rows } = await tx.client.query<{ about: string; by: string }>(
    "select id as about, agent_id as by from ruling_now where question_id = $1 and project_id = $2 and org_id = $3",
    [into, project, tx.org],
  );
  if (rows[0]) await tellAskers(tx, project, into, { kind: "ruled", ...rows[0] });
}

/** Tells everyone who asked why there is no ruling. */
export async function tellDeclined(
  tx: Change,
  { project, body: { question } }: EntryOf<"question.declined">,
): Promise<void> {
  await tellAskers(tx, project, question, { kind: "declined", about: question, by: tx.agent });
}

/** Tells everyone who asked, except whoever said it, at their own question; nobody gets the same notice twice. */
async function tellAskers(
  tx: Change,
  project: string,
  question: string,
  { kind, about, by }: { kind: "ruled" | "declined"; about: string; by: string },
): Promise<void> {
  const { rows } = await tx.client.query<{ person: string; asked: string }>(
    `select a.agent_id as person, a.asked_id as asked from question_asker a join person_now p on p.id = a.agent_id and not p.erased
     where a.question_id = $1 and a.project_id = $2 and a.org_id = $3 and a.agent_id <> $4 and not exists (
       select from notice n where n.person_id = a.agent_id and n.kind = $6 and n.about_id = $5 and n.subject_id = a.asked_id and n.org_id = $3)`,
    [question, project, tx.org, by, about, kind],
  );
  for (const row of rows)
    await notify(tx, { project, subject: "question", id: row.asked }, { people: [row], kind, about });
}
