import { Preferences } from "#contract/accounts.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { endSessions } from "./end-sessions.ts";
import { wrongPassword } from "./set-password.ts";

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
  if (rowCount !== 1) throw addressTaken();
}

const UNIQUE_VIOLATION = "23505";

function addressTaken(): AppError {
  return new AppError("address_taken", { fields: { email: "Somebody has this address already." } });
}

/** What somebody changes of their own; `mayMove`: they may replace the address that they have. */
export interface OwnChanges {
  name?: string | undefined;
  email?: string | undefined;
  preferences?: object | undefined;
  mayMove: boolean;
}

/**
 * Changes one's own name, address or preferences; what is not named stays.
 * @throws AppError address_taken; wrong_password where an address would be replaced that may not be
 */
export async function updateIdentity(tx: Change, changes: OwnChanges): Promise<void> {
  const before = await tx.db
    .selectFrom("identity")
    .select(["email", "preferences"])
    .where("person_id", "=", tx.agent)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const email = changes.email === before.email ? undefined : changes.email;
  if (email && before.email !== null && !changes.mayMove) throw wrongPassword();
  const merged = Preferences.parse({ ...(before.preferences as object), ...changes.preferences });
  await tx.db
    .updateTable("identity")
    .set({
      preferences: JSON.stringify(merged),
      ...(changes.name && { name: changes.name }),
      ...(email && { email }),
    })
    .where("person_id", "=", tx.agent)
    .execute()
    .catch((error: { code?: string }) => {
      throw error.code === UNIQUE_VIOLATION ? addressTaken() : error;
    });
  if (changes.name || email) {
    const body = { password: false, name: Boolean(changes.name), ...(email && { address: true }) };
    tx.event({ kind: "identity.changed", body });
  }
}

/** Deletes all that says who a person is, and every way for them to come back. */
export async function eraseIdentity(tx: Change, person: string): Promise<void> {
  await endSessions(tx, person);
  await tx.db.deleteFrom("sign_in_link").where("person_id", "=", person).execute();
  await tx.db.deleteFrom("identity").where("person_id", "=", person).execute();
}
