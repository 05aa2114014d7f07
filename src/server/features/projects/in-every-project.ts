import type { Change } from "../../db/change.ts";
import { freeLeases, refreshAgent } from "../work/index.ts";
import { removeMember } from "./remove-member.ts";

async function projectsOf(tx: Change, person: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("membership")
    .select("project_id")
    .where("person_id", "=", person)
    .orderBy("project_id")
    .execute();
  return rows.map((row) => row.project_id);
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
