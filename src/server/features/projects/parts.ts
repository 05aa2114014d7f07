import type { ProjectSettings } from "#contract/projects.ts";
import type { Change } from "../../db/change.ts";

/** What features above make for a project, in the transaction in which it is created or its settings change. */
export interface ProjectParts {
  /** Makes the workflow that the settings ask for the project's next one. */
  publishWorkflow(tx: Change, project: string, settings: ProjectSettings): Promise<void>;
  publishGuide(tx: Change, project: string, body: string): Promise<unknown>;
}
