import { change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";
import type { Services } from "../../services.ts";
import { createSession } from "./create-session.ts";
import { endSessions } from "./end-sessions.ts";
import { openLink, spendLink } from "./links.ts";
import { hashPassword } from "./passwords.ts";
import type { SignedIn } from "./sign-in.ts";

/**
 * Signs a person in by a single-use link. An invitation sets a password, so that its owner can come back; a new
 * password ends the sessions that the old one started.
 * @throws AppError link_spent; invalid for an invitation without a password
 */
export async function followLink(
  services: Services,
  given: {
    token: string;
    password?: string | undefined;
    name?: string | undefined;
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
    if (password_hash) await endSessions(tx, person);
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
