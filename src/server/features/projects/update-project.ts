import { isDeepStrictEqual } from "node:util";
import { ProjectSettings } from "#contract/projects.ts";
import type { Change } from "../../db/change.ts";
import { routeAgain, setLeaseLength, setQueuesOpen } from "../work/index.ts";
import { lockProject } from "./lock-project.ts";
import type { ProjectParts } from "./parts.ts";

export interface ProjectChanges {
  name?: string | undefined;
  description?: string | undefined;
  settings?: { [K in keyof ProjectSettings]?: ProjectSettings[K] | undefined } | undefined;
}

/** What the workflow is made of: a change of these is its next version. */
const WORKFLOW = ["answersPerItem", "review", "reviewSample", "edit"] as const;

/** What decides in which queue a piece of work lies. */
const ROUTING = ["queueBy", "demandLanguage"] as const;

/** Changes a project's name, description or settings. Settings that are not named stay. */
export async function updateProject(
  tx: Change,
  project: string,
  changes: ProjectChanges,
  { publishWorkflow }: Pick<ProjectParts, "publishWorkflow">,
): Promise<void> {
  const { settings: stored } = await lockProject(tx, project);
  const before = ProjectSettings.parse(stored);
  const after = ProjectSettings.parse({ ...before, ...changes.settings });
  await tx.db
    .updateTable("project")
    .set({
      ...(changes.name !== undefined && { name: changes.name }),
      ...(changes.description !== undefined && { description: changes.description }),
      settings: JSON.stringify({ ...stored, ...after }),
    })
    .where("id", "=", project)
    .execute();
  const fields = Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  tx.event({ kind: "project.changed", project, body: { fields, settings: after } });
  if (WORKFLOW.some((name) => before[name] !== after[name])) await publishWorkflow(tx, project, after);
  if (before.leaseMinutes !== after.leaseMinutes) await setLeaseLength(tx, project, after.leaseMinutes);
  if (before.openWithoutGuide !== after.openWithoutGuide) await setQueuesOpen(tx, project);
  if (ROUTING.some((name) => !isDeepStrictEqual(before[name], after[name]))) await routeAgain(tx, project);
}
