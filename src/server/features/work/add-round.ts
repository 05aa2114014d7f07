import { type RoundKind, roundKinds } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";

/** Adds a round of work to a project. Returns its number; the first is 0. Two at once wait for each other. */
export async function addRound(tx: Change, project: string, kind: RoundKind): Promise<number> {
  await tx.client.query("select from round where project_id = $1 and org_id = $2 and n = 0 for update", [
    project,
    tx.org,
  ]);
  const { rows } = await tx.client.query<{ n: number }>(
    `insert into round (project_id, n, org_id, kind, counts)
     select $1, coalesce(max(n) + 1, 0), $2, $3, $4 from round where project_id = $1 and org_id = $2 returning n`,
    [project, tx.org, kind, roundKinds[kind].counts],
  );
  return rows[0]!.n;
}
