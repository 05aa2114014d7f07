import type { ProjectRole } from "#contract/entities.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { mustGrant } from "../../http/grants.ts";
import type { Caller } from "../../http/policy.ts";
import { freeLeases, refreshAgent } from "../work/index.ts";

/**
 * Adds a person to a project, or changes their role in it.
 * @throws AppError forbidden for a role that the caller may not grant; see `addMember`
 */
export async function setMember(
  tx: Change,
  caller: Caller,
  project: string,
  person: string,
  role: ProjectRole,
): Promise<void> {
  mustGrant(caller, { kind: "membership", role });
  await addMember(tx, project, person, role);
}

/**
 * Adds a person, whoever asks: also the one who creates the project.
 * @throws AppError not_found for someone who is not in the organization, or was erased
 */
export async function addMember(
  tx: Change,
  project: string,
  person: string,
  role: ProjectRole,
): Promise<void> {
  const found = await tx.db
    .selectFrom("person")
    .select("id")
    .where("id", "=", person)
    .where("erased_at", "is", null)
    .forShare() // whoever is being erased is waited for, and then not found
    .executeTakeFirst();
  if (!found) throw new AppError("not_found");
  await tx.db
    .insertInto("membership")
    .values({ project_id: project, person_id: person, org_id: tx.org, role })
    .onConflict((conflict) => conflict.columns(["project_id", "person_id"]).doUpdateSet({ role }))
    .execute();
  tx.event({ kind: "member.set", project, body: { person, role } });
  if (role === "viewer") await freeLeases(tx, project, { person });
  await refreshAgent(tx, person, project);
}
