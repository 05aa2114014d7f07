import { ProjectSettings } from "#contract/projects.ts";
import { templates } from "#kinds/templates.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { addRound } from "../work/index.ts";
import type { ProjectParts } from "./parts.ts";
import { addMember } from "./set-member.ts";

export interface NewProject {
  name: string;
  description: string;
  settings: { [K in keyof ProjectSettings]?: ProjectSettings[K] | undefined };
  instructions: string;
  /** The form to start from. */
  template?: string | undefined;
}

/**
 * Creates a project with its first workflow, its instructions if there are any, and its creator as manager.
 * @returns its id
 * @throws AppError invalid for a template that does not exist
 */
export async function createProject(tx: Change, project: NewProject, parts: ProjectParts): Promise<string> {
  const { template = "demonstration" } = project;
  if (!Object.hasOwn(templates, template)) {
    throw new AppError("invalid", { fields: { template: "There is no such template." } });
  }
  const id = newId();
  const settings = ProjectSettings.parse(project.settings);
  await tx.db
    .insertInto("project")
    .values({
      id,
      org_id: tx.org,
      name: project.name,
      description: project.description,
      settings: JSON.stringify({ ...settings, template }),
    })
    .execute();
  tx.event({ kind: "project.created", project: id, body: { template, settings } });
  await addRound(tx, id, "normal");
  await parts.publishWorkflow(tx, id, settings);
  if (project.instructions.trim() !== "") await parts.publishGuide(tx, id, project.instructions);
  await addMember(tx, id, tx.agent, "manager");
  return id;
}
