import type { Notice } from "#contract/notices.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";

/** What people should hear: `about` is the comment, review or objection that says it, if one does. */
interface NewNotice {
  people: readonly { person: string }[];
  kind: Notice["kind"];
  about: string | null;
}

/** Tells people something, in the transaction in which it happened at a place. */
export async function notify(
  tx: Change,
  { project, item }: { project: string; item: string },
  { people, kind, about }: NewNotice,
): Promise<void> {
  for (const { person } of people) {
    await tx.client.query(
      "insert into notice (id, org_id, person_id, project_id, kind, item_id, about_id) values ($1, $2, $3, $4, $5, $6, $7)",
      [newId(), tx.org, person, project, kind, item, about],
    );
  }
}
