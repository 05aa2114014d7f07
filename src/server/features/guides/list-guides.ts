import type { GuideVersion } from "#contract/guides.ts";
import type { Scoped } from "../../db/scoped.ts";
import { personRef } from "../accounts/index.ts";

/** All versions of a project's instructions, newest first; or one. */
export async function listGuides(db: Scoped, project: string, version?: string): Promise<GuideVersion[]> {
  let query = db
    .selectFrom("guide_version")
    .leftJoin("name_of", "name_of.agent_id", "guide_version.agent_id")
    .select(["guide_version.id", "guide_version.n", "guide_version.body", "guide_version.at"])
    .select(["guide_version.agent_id", "name_of.name"])
    .where("guide_version.project_id", "=", project)
    .orderBy("guide_version.n", "desc");
  if (version) query = query.where("guide_version.id", "=", version);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    n: row.n,
    body: row.body,
    by: personRef(row.agent_id, row.name),
    at: row.at,
  }));
}
