import { Preferences } from "#contract/accounts.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";
import { endSessions } from "./end-sessions.ts";

/**
 * Gives a person a name and, perhaps, an address to sign in with.
 * @throws AppError address_taken
 */
export async function addIdentity(
  tx: Change,
  identity: { person: string; name: string; email: string | null },
): Promise<void> {
  const { rowCount } = await tx.client.query(
    `insert into identity (person_id, org_id, name, email) values ($1, $2, $3, $4)
     on conflict (lower(email)) where email is not null do nothing`,
    [identity.person, tx.org, identity.name, identity.email],
  );
  if (rowCount !== 1) {
    throw new AppError("address_taken", { fields: { email: "Somebody has this address already." } });
  }
}

/** Changes one's own name or preferences; preferences that are not named stay. */
export async function updateIdentity(
  tx: Change,
  changes: { name?: string | undefined; preferences?: object | undefined },
): Promise<void> {
  const { preferences } = await tx.db
    .selectFrom("identity")
    .select("preferences")
    .where("person_id", "=", tx.agent)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const merged = Preferences.parse({ ...(preferences as object), ...changes.preferences });
  await tx.db
    .updateTable("identity")
    .set({ preferences: JSON.stringify(merged), ...(changes.name && { name: changes.name }) })
    .where("person_id", "=", tx.agent)
    .execute();
  if (changes.name) tx.event({ kind: "identity.changed", body: { password: false, name: true } });
}

/** Deletes all that says who a person is, and every way for them to come back. */
export async function eraseIdentity(tx: Change, person: string): Promise<void> {
  await endSessions(tx, person);
  await tx.db.deleteFrom("sign_in_link").where("person_id", "=", person).execute();
  await tx.db.deleteFrom("identity").where("person_id", "=", person).execute();
}
