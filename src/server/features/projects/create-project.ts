import { type FirstGuide, ProjectSettings } from "#contract/projects.ts";
import { templates } from "#kinds/templates.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";
import { addRound } from "../work/index.ts";
import type { ProjectParts } from "./parts.ts";
import { addMember } from "./set-member.ts";

export interface NewProject {
  name: string;
  description: string;
  settings: { [K in keyof ProjectSettings]?: ProjectSettings[K] | undefined };
  instructions: string;
  guide: FirstGuide | null;
  /** The form to start from. */
  template?: string | undefined;
}

/**
 * Creates a project with its first workflow, the beginning of a guide, and its creator as manager.
 * @returns its id
 * @throws AppError invalid for a template that does not exist, or for a guide and instructions at once; not_found for a
 * guide that the caller may not read
 */
export async function createProject(
  tx: Change,
  caller: Caller,
  project: NewProject,
  parts: ProjectParts,
): Promise<string> {
  const { template = "demonstration" } = project;
  if (!Object.hasOwn(templates, template)) {
    throw new AppError("invalid", { fields: { template: "There is no such template." } });
  }
  if (project.guide && project.instructions.trim() !== "")
    throw new AppError("invalid", { fields: { instructions: "Leave them out where you choose a guide." } });
  const id = newId();
  const settings = ProjectSettings.parse({ openWithoutGuide: false, ...project.settings });
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
  await addMember(tx, id, tx.agent, "manager");
  if (project.guide) await parts.startGuide(tx, caller, id, project.guide);
  else if (project.instructions.trim() !== "") await parts.publishGuide(tx, id, project.instructions);
  return id;
}
