import type { SpokenLanguage } from "#content/index.ts";
import type { OrganizationRole } from "#contract/entities.ts";
import type { Change } from "../../db/change.ts";
import { mustGrant } from "../../http/grants.ts";
import type { Caller } from "../../http/policy.ts";
import { keepAnOwner, lockPerson } from "./lock-person.ts";

export interface PersonChanges {
  role?: OrganizationRole | undefined;
  blocked?: boolean | undefined;
  languages?: SpokenLanguage[] | undefined;
}

/**
 * Changes a person's role or languages, or blocks them: at the event their sessions, keys and leases end.
 * @throws AppError last_owner; forbidden for a role that the caller may not grant, also to an unblocked person
 */
export async function updatePerson(
  tx: Change,
  caller: Caller,
  person: string,
  changes: PersonChanges,
): Promise<void> {
  const before = await lockPerson(tx, caller, person);
  const role = changes.role ?? before.role;
  const blocked = changes.blocked ?? before.blocked;
  if (role !== before.role || (before.blocked && !blocked)) mustGrant(caller, { kind: "role", role });
  if (role !== "owner" || blocked) await keepAnOwner(tx, before);
  await tx.client.query(
    `update person set role = $3, blocked_at = case when $4 then coalesce(blocked_at, clock()) end
     where id = $1 and org_id = $2`,
    [person, tx.org, role, blocked],
  );
  if (role !== before.role)
    tx.event({ kind: "person.role-set", body: { person, from: before.role, to: role } });
  if (changes.languages) await setLanguages(tx, person, changes.languages);
  if (blocked !== before.blocked)
    tx.event({ kind: blocked ? "person.blocked" : "person.unblocked", body: { person } });
}

async function setLanguages(tx: Change, person: string, languages: SpokenLanguage[]): Promise<void> {
  await tx.client.query("update person set languages = $3 where id = $1 and org_id = $2", [
    person,
    tx.org,
    JSON.stringify(languages),
  ]);
  tx.event({ kind: "person.languages-set", body: { person, languages } });
}
