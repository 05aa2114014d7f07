import type { ProjectState } from "#contract/projects.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";

/** A project while its settings, versions or members change: one change at a time. */
export interface LockedProject {
  name: string;
  state: ProjectState;
  settings: Record<string, unknown>;
}

/** @throws AppError not_found */
export async function lockProject(tx: Change, project: string): Promise<LockedProject> {
  const row = await tx.db
    .selectFrom("project")
    .select(["name", "state", "settings"])
    .where("id", "=", project)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return {
    ...row,
    state: row.state as ProjectState,
    settings: row.settings as Record<string, unknown>,
  };
}
