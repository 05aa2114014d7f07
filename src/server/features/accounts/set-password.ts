import type { Context } from "../../http/context.ts";
import { AppError } from "../../http/errors.ts";
import { endSessions } from "./end-sessions.ts";
import { fitsPassword, hashPassword } from "./passwords.ts";

/**
 * Sets or changes one's own password; every other session of the person ends.
 * @throws AppError invalid where there is a password already and `current` is not it
 */
export async function setPassword(
  context: Context,
  given: { current?: string | undefined; next: string },
): Promise<void> {
  const { caller, db } = context;
  const stored = await db
    .selectFrom("identity")
    .select("password_hash")
    .where("person_id", "=", caller.id)
    .executeTakeFirstOrThrow();
  if (stored.password_hash !== null && !(await fitsPassword(stored.password_hash, given.current ?? ""))) {
    const text = "That is not your present password.";
    throw new AppError("invalid", { message: text, fields: { current: text } });
  }
  const password_hash = await hashPassword(given.next);
  await context.change(async (tx) => {
    await tx.db.updateTable("identity").set({ password_hash }).where("person_id", "=", caller.id).execute();
    await endSessions(tx, caller.id, caller.session);
    tx.event({ kind: "identity.changed", body: { password: true, name: false } });
  });
}
