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
  const { role, projects } = person;
  mustGrant(caller, { kind: "role", role });
  for (const joined of projects) mustGrant(caller, { kind: "membership", role: joined.role });
  const id = newId();
  await tx.db.insertInto("agent").values({ id, org_id: tx.org, kind: "person" }).execute();
  await tx.db.insertInto("person").values({ id, org_id: tx.org, role }).execute();
  await addIdentity(tx, { person: id, name: person.name, email: person.email });
  tx.event({ kind: "person.added", body: { person: id, role, projects } });
  return id;
}
