import { AppError } from "../../errors.ts";
import type { Context } from "../../http/context.ts";
import { endSessions } from "./end-sessions.ts";
import { fitsPassword, hashPassword } from "./passwords.ts";

/** Whether somebody who is signed in has said their present password; who has none need not. */
export async function knowsPassword({ caller, db }: Context, current: string | undefined): Promise<boolean> {
  const { password_hash: hash } = await db
    .selectFrom("identity")
    .select("password_hash")
    .where("person_id", "=", caller.id)
    .executeTakeFirstOrThrow();
  return hash === null || (current !== undefined && (await fitsPassword(hash, current)));
}

/** What to say to somebody who has not. */
export function wrongPassword(): AppError {
  return new AppError("wrong_password", { fields: { current: "That is not your present password." } });
}

/**
 * Sets or changes one's own password; every other session of the person ends.
 * @throws AppError wrong_password where there is a password already and `current` is not it
 */
export async function setPassword(
  context: Context,
  given: { current?: string | undefined; next: string },
): Promise<void> {
  const { caller } = context;
  if (!(await knowsPassword(context, given.current))) throw wrongPassword();
  const password_hash = await hashPassword(given.next);
  await context.change(async (tx) => {
    await tx.db.updateTable("identity").set({ password_hash }).where("person_id", "=", caller.id).execute();
    await endSessions(tx, caller.id, caller.session);
    tx.event({ kind: "identity.changed", body: { password: true, name: false } });
  });
}
