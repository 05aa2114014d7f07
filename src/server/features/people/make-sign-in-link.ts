import type { Change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";
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
  // A key that leaks must not become a session of its owner's.
  if (caller.session === null && person === caller.id) throw new AppError("forbidden");
  await lockPerson(tx, caller, person);
  const identity = await tx.db
    .selectFrom("identity")
    .select("password_hash")
    .where("person_id", "=", person)
    .executeTakeFirstOrThrow();
  const purpose = identity.password_hash === null ? "invitation" : "recovery";
  return makeLink(tx, baseUrl, { person, purpose });
}
