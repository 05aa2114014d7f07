import type { Change } from "../../db/change.ts";
import type { EntryOf } from "../../events/inside.ts";
import { notify } from "./notify.ts";

/** Tells those whom an announcement is for. */
export async function tellAnnounced(
  tx: Change,
  { project, body: { announcement } }: EntryOf<"announcement.made">,
): Promise<void> {
  const { rows } = await tx.client.query<{ person: string }>(
    `select person_id as person from announcement_for
     where announcement_id = $1 and project_id = $2 and org_id = $3 and in_force`,
    [announcement, project, tx.org],
  );
  const place = { project, subject: "project", id: project } as const;
  await notify(tx, place, { people: rows, kind: "announced", about: announcement });
}

/** Takes back what was told of an announcement that is withdrawn. */
export async function untellAnnounced(
  tx: Change,
  { project, body: { announcement } }: EntryOf<"announcement.withdrawn">,
): Promise<void> {
  await tx.client.query(
    "delete from notice where kind = 'announced' and about_id = $1 and project_id = $2 and org_id = $3",
    [announcement, project, tx.org],
  );
}

/** Who has read an announcement need not read the notice of it. */
export async function noteRead(
  tx: Change,
  { project, body: { announcement } }: EntryOf<"announcement.read">,
): Promise<void> {
  await tx.client.query(
    `update notice set read_at = clock() where kind = 'announced' and about_id = $1 and person_id = $2
       and project_id = $3 and org_id = $4 and read_at is null`,
    [announcement, tx.agent, project, tx.org],
  );
}
