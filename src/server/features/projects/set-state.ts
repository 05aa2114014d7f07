import type { ProjectState } from "#contract/projects.ts";
import type { Change } from "../../db/change.ts";
import { freeLeases, setQueuesOpen } from "../work/index.ts";
import { lockProject } from "./lock-project.ts";

/**
 * Pauses, closes, reopens or archives a project. A pause lets people finish what they hold; closing and archiving
 * take it out of their hands, with their drafts kept.
 */
export async function setState(tx: Change, project: string, state: ProjectState): Promise<void> {
  const before = await lockProject(tx, project);
  if (before.state === state) return;
  await tx.db.updateTable("project").set({ state }).where("id", "=", project).execute();
  tx.event({ kind: "project.state-set", project, body: { from: before.state, to: state } });
  await setQueuesOpen(tx, project);
  if (state === "closed" || state === "archived") await freeLeases(tx, project);
}
