import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { lockProject, setVersion } from "../projects/index.ts";

/**
 * Publishes instructions as the next version; work that is submitted from now on carries it.
 * @returns the version's id
 */
export async function publishGuide(tx: Change, project: string, body: string): Promise<string> {
  await lockProject(tx, project);
  const id = newId();
  const { rows } = await tx.client.query<{ n: number }>(
    `insert into guide_version (id, org_id, project_id, n, body, agent_id)
     select $1, $2, $3, coalesce(max(n), 0) + 1, $4, $5 from guide_version where project_id = $3 and org_id = $2 returning n`,
    [id, tx.org, project, body, tx.agent],
  );
  await setVersion(tx, project, "guide", id);
  tx.event({ kind: "guide.published", project, body: { version: id, n: rows[0]!.n } });
  return id;
}
