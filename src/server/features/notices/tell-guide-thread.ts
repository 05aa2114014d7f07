import type { Change } from "../../db/change.ts";
import type { EntryOf } from "../../events/inside.ts";
import { notify } from "./notify.ts";

/** Those who take part in a thread, and the owner of the rule, except the speaker; $5: who already has a notice of it. */
const OTHERS = `
select p.id as person, bool_or(heard.spoke) as spoke from (
  select person_id, true as spoke from thread_voice where thread_id = $1 and org_id = $3 and project_id is null
  union all select (e.content->>'owner')::uuid, false from guide_entry_now e where e.id = $2 and e.org_id = $3) heard
join person_now p on p.id = heard.person_id and not p.erased
where p.id <> $4 and not p.id = any($5) group by p.id`;

/** Tells those who are mentioned, the others of a thread on an entry of a guide, and the rule's owner. */
export async function tellGuideThread(tx: Change, { body }: EntryOf<"guide.commented">): Promise<void> {
  const { entry, thread, comment, mentions } = body;
  const { rows } = await tx.client.query<{ person: string; spoke: boolean }>(OTHERS, [
    ...[thread, entry, tx.org, tx.agent],
    mentions,
  ]);
  const place = { project: null, subject: "entry", id: entry } as const;
  const told = [
    ["mentioned", mentions.filter((id) => id !== tx.agent).map((person) => ({ person }))],
    ["replied", rows.filter(({ spoke }) => spoke)],
    ["commented", rows.filter(({ spoke }) => !spoke)],
  ] as const;
  for (const [kind, people] of told) await notify(tx, place, { people, kind, about: comment });
}
