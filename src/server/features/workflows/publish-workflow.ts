import type { ProjectSettings } from "#contract/projects.ts";
import { simpleGraph } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { setVersion } from "../projects/index.ts";

/** Makes the workflow that the settings ask for the project's next one; earlier work keeps the version it was done under. */
export async function publishWorkflow(tx: Change, project: string, settings: ProjectSettings): Promise<void> {
  const id = newId();
  const { answersPerItem: people, review, reviewSample: share, edit } = settings;
  const graph = simpleGraph({ people, review, share, edit });
  const { rows } = await tx.client.query<{ n: number }>(
    `insert into workflow_version (id, org_id, project_id, n, graph)
     select $1, $2, $3, coalesce(max(n), 0) + 1, $4 from workflow_version where project_id = $3 and org_id = $2 returning n`,
    [id, tx.org, project, JSON.stringify(graph)],
  );
  await setVersion(tx, project, "workflow", id);
  tx.event({ kind: "workflow.published", project, body: { version: id, n: rows[0]!.n } });
}
