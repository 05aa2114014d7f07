import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { mustGrant } from "../../http/grants.ts";
import type { Caller } from "../../http/policy.ts";
import { addIdentity } from "../accounts/index.ts";

export interface NewPerson {
  name: string;
  email: string | null;
  role: OrganizationRole;
  projects: { id: string; role: ProjectRole }[];
}

/**
 * Adds a person to the organization; at the event they join projects of it.
 * @returns their id
 * @throws AppError address_taken; forbidden for roles that the caller may not grant; not_found for a project of another
 * organization
 */
export async function addPerson(tx: Change, caller: Caller, person: NewPerson): Promise<string> {
  mustGrant(caller, { kind: "role", role: person.role });
  for (const { role } of person.projects) mustGrant(caller, { kind: "membership", role });
  const id = newId();
  await insertPerson(tx, id, person);
  tx.event({ kind: "person.added", body: { person: id, role: person.role, projects: person.projects } });
  return id;
}

/** Writes a person's rows. The caller has asked who may, and writes the event. */
export async function insertPerson(
  tx: Change,
  id: string,
  { name, email, role }: Omit<NewPerson, "projects">,
): Promise<void> {
  await tx.db.insertInto("agent").values({ id, org_id: tx.org, kind: "person" }).execute();
  await tx.db.insertInto("person").values({ id, org_id: tx.org, role }).execute();
  await addIdentity(tx, { person: id, name, email });
}
