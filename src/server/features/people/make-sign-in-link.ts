import type { Change } from "../../db/change.ts";
import { mustGrant } from "../../http/grants.ts";
import type { Caller } from "../../http/policy.ts";
import { makeLink } from "../accounts/index.ts";
import { lockPerson } from "./lock-person.ts";

/**
 * Makes a link that signs a person in once: an invitation until they have a password, then a recovery.
 * @throws AppError not_found, forbidden
 */
export async function makeSignInLink(
  tx: Change,
  caller: Caller,
  baseUrl: string,
  person: string,
): Promise<{ url: string; expiresAt: string }> {
  const { role } = await lockPerson(tx, caller, person);
  mustGrant(caller, { kind: "link", person, role });
  const entrance = await tx.db
    .selectFrom("entrance")
    .select("has_password")
    .where("person_id", "=", person)
    .executeTakeFirstOrThrow();
  const purpose = entrance.has_password ? "recovery" : "invitation";
  return makeLink(tx, baseUrl, { person, purpose });
}
