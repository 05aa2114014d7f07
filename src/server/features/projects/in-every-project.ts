import type { ProjectRole } from "#contract/entities.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { freeLeases, refreshAgent } from "../work/index.ts";
import { removeMember } from "./remove-member.ts";
import { addMember } from "./set-member.ts";

async function projectsOf(tx: Change, person: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("membership")
    .select("project_id")
    .where("person_id", "=", person)
    .orderBy("project_id")
    .execute();
  return rows.map((row) => row.project_id);
}

/**
 * Lets a new person take part in projects.
 * @throws AppError not_found for a project of another organization
 */
export async function joinProjects(
  tx: Change,
  person: string,
  projects: readonly { id: string; role: ProjectRole }[],
): Promise<void> {
  for (const { id, role } of projects) {
    const found = await tx.db.selectFrom("project").select("id").where("id", "=", id).executeTakeFirst();
    if (!found) throw new AppError("not_found");
    await addMember(tx, id, person, role);
  }
}

/** After a person was blocked or let in again: what they hold is free, and what they may draw from is decided anew. */
export async function refreshInProjects(tx: Change, person: string): Promise<void> {
  for (const project of await projectsOf(tx, person)) await freeLeases(tx, project, { person });
  await refreshAgent(tx, person);
}

/** Takes a person out of every project. */
export async function removeFromProjects(tx: Change, person: string): Promise<void> {
  for (const project of await projectsOf(tx, person)) await removeMember(tx, project, person);
}
