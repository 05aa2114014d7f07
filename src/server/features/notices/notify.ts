import type { Notice } from "#contract/notices.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";

/** What somebody should hear: `about` is the comment, review or objection that says it. */
export interface NewNotice {
  person: string;
  project: string;
  item: string;
  kind: Notice["kind"];
  about: string | null;
}

/** Tells a person something, in the transaction in which it happened. */
export async function notify(tx: Change, notice: NewNotice): Promise<void> {
  await tx.client.query(
    "insert into notice (id, org_id, person_id, project_id, kind, item_id, about_id) values ($1, $2, $3, $4, $5, $6, $7)",
    [newId(), tx.org, notice.person, notice.project, notice.kind, notice.item, notice.about],
  );
}

/** Tells the managers of a project, but not who makes the change. */
export async function notifyManagers(tx: Change, notice: Omit<NewNotice, "person">): Promise<void> {
  const rows = await tx.db
    .selectFrom("membership")
    .select("person_id")
    .where("project_id", "=", notice.project)
    .where("role", "=", "manager")
    .where("person_id", "!=", tx.agent)
    .execute();
  for (const { person_id } of rows) await notify(tx, { ...notice, person: person_id });
}
