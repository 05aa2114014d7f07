import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";

/** Ends a person's sessions, all but `except`, and makes their unused links worthless. */
export async function endSessions(tx: Change, person: string, except: string | null = null): Promise<void> {
  let query = tx.db.deleteFrom("session").where("person_id", "=", person);
  if (except) query = query.where("id", "!=", except);
  await query.execute();
  await tx.db
    .deleteFrom("sign_in_link")
    .where("person_id", "=", person)
    .where("used_at", "is", null)
    .execute();
  tx.event({ kind: "session.ended-all", body: { person } });
}

/**
 * Ends one of a person's own sessions.
 * @throws AppError not_found for a session of somebody else
 */
export async function endSession(tx: Change, session: string): Promise<void> {
  const ended = await tx.db
    .deleteFrom("session")
    .where("id", "=", session)
    .where("person_id", "=", tx.agent)
    .executeTakeFirst();
  if (ended.numDeletedRows === 0n) throw new AppError("not_found");
  tx.event({ kind: "session.ended", body: { session } });
}
