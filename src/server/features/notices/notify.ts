import type { SubjectKind } from "#contract/discussions.ts";
import type { Notice } from "#contract/notices.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";

/** What something is about: an item, another thing of a project, or an entry of a guide, which has no project. */
export interface NoticePlace {
  project: string | null;
  subject: SubjectKind;
  id: string;
}

/** What people should hear: `about` is the comment, review or objection that says it, if one does. */
interface NewNotice {
  people: readonly { person: string }[];
  kind: Notice["kind"];
  about: string | null;
}

/** Tells people what `tx.agent` did or said, in the transaction in which it happened. */
export async function notify(
  tx: Change,
  { project, subject, id }: NoticePlace,
  { people, kind, about }: NewNotice,
): Promise<void> {
  const item = subject === "item" ? id : null;
  for (const { person } of people) {
    await tx.client.query(
      `insert into notice (id, org_id, person_id, project_id, kind, by_id, subject, subject_id, item_id, about_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [newId(), tx.org, person, project, kind, tx.agent, subject, id, item, about],
    );
  }
}

/** An item as what a notice is about. */
export function onItem({ project, item }: { project: string; item: string }): NoticePlace {
  return { project, subject: "item", id: item };
}
