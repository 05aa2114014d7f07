import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../http/errors.ts";
import { mustGrant } from "../../http/grants.ts";
import type { Caller } from "../../http/policy.ts";
import { addIdentity } from "../accounts/index.ts";
import { setMember } from "../projects/index.ts";

export interface NewPerson {
  name: string;
  email: string | null;
  role: OrganizationRole;
  projects: readonly { id: string; role: ProjectRole }[];
}

/**
 * Adds a person to the organization and to projects of it.
 * @returns their id
 * @throws AppError address_taken; forbidden for roles that the caller may not grant; not_found for a project of another
 * organization
 */
export async function addPerson(tx: Change, caller: Caller, person: NewPerson): Promise<string> {
  mustGrant(caller, { kind: "role", role: person.role });
  const id = newId();
  await tx.db.insertInto("agent").values({ id, org_id: tx.org, kind: "person" }).execute();
  await tx.db.insertInto("person").values({ id, org_id: tx.org, role: person.role }).execute();
  await addIdentity(tx, { person: id, name: person.name, email: person.email });
  tx.event({ kind: "person.added", body: { person: id, role: person.role } });
  for (const { id: project, role } of person.projects) {
    const found = await tx.db.selectFrom("project").select("id").where("id", "=", project).executeTakeFirst();
    if (!found) throw new AppError("not_found");
    await setMember(tx, caller, project, id, role);
  }
  return id;
}
