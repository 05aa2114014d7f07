import type { Notice } from "#contract/discussions.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";

/** Tells a person something, in the transaction in which it happened. */
export async function notify(
  tx: Change,
  notice: { person: string; project: string; item: string; kind: Notice["kind"]; about: string | null },
): Promise<void> {
  await tx.client.query(
    "insert into notice (id, org_id, person_id, project_id, kind, item_id, about_id) values ($1, $2, $3, $4, $5, $6, $7)",
    [newId(), tx.org, notice.person, notice.project, notice.kind, notice.item, notice.about],
  );
}
