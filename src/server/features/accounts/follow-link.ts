import { type Change, change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Services } from "../../services.ts";
import { createSession } from "./create-session.ts";
import { endSessions } from "./end-sessions.ts";
import { openLink, spendLink } from "./links.ts";
import { hashPassword } from "./passwords.ts";
import { listLivingKeys } from "./queries.ts";
import type { SignedIn } from "./sign-in.ts";

/**
 * Signs a person in by a single-use link. An invitation sets a password, so that its owner can come back. A recovery
 * ends the sessions there were, as a new password does, and says what happens to the person's API keys: whoever had
 * the password may have made some.
 * @throws AppError link_spent; invalid for an invitation without a password, or a recovery that leaves the keys open
 */
export async function followLink(
  services: Services,
  given: {
    token: string;
    password?: string | undefined;
    name?: string | undefined;
    keys?: "keep" | "revoke" | undefined;
    userAgent: string | null;
  },
): Promise<SignedIn> {
  const link = await openLink(services, given.token);
  const { org, person } = link;
  if (link.purpose === "invitation" && link.email !== null && !link.hasPassword && !given.password) {
    const text = "An invitation needs a password to come back with.";
    throw new AppError("invalid", { message: text, fields: { password: text } });
  }
  const password_hash = given.password === undefined ? null : await hashPassword(given.password);
  const name = link.purpose === "invitation" ? given.name?.trim() : undefined;
  const token = await change(services.database, { org, agent: person }, async (tx) => {
    await spendLink(tx, given.token);
    const isRecovery = link.purpose === "recovery";
    if (isRecovery) await settleKeys(tx, person, given.keys);
    if (isRecovery || password_hash) await endSessions(tx, person);
    if (password_hash || name) {
      await tx.db
        .updateTable("identity")
        .set({ ...(password_hash && { password_hash }), ...(name && { name }) })
        .where("person_id", "=", person)
        .execute();
      tx.event({ kind: "identity.changed", body: { password: password_hash !== null, name: Boolean(name) } });
    }
    return createSession(tx, { person, userAgent: given.userAgent, how: "link" });
  });
  return { org, person, token };
}

/** @throws AppError invalid where there are keys and nothing is said about them */
async function settleKeys(tx: Change, person: string, keys: "keep" | "revoke" | undefined): Promise<void> {
  // A key that is being made is waited for: it is asked about too, and none is made in a session that ends here.
  await tx.db.selectFrom("person").select("id").where("id", "=", person).forNoKeyUpdate().execute();
  if ((await listLivingKeys(tx.db, person)).length === 0) return;
  if (keys === undefined) {
    const text = "Choose whether to keep or revoke the API keys.";
    throw new AppError("invalid", { message: text, fields: { keys: text } });
  }
  tx.event({ kind: "account.recovered", body: { person, keys } });
}
