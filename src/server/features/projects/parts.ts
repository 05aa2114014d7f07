import type { FirstGuide, ProjectSettings } from "#contract/projects.ts";
import type { Change } from "../../db/change.ts";
import type { Caller } from "../../http/policy.ts";

/** What features above make for a project, in the transaction in which it is created or its settings change. */
export interface ProjectParts {
  /** Makes the workflow that the settings ask for the project's next one. */
  publishWorkflow(tx: Change, project: string, settings: ProjectSettings): Promise<void>;
  publishGuide(tx: Change, project: string, body: string): Promise<unknown>;
  startGuide(tx: Change, caller: Caller, project: string, first: FirstGuide): Promise<void>;
}
