import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { hashSecret, newSecret, SESSION_LASTS } from "../../http/auth.ts";

/**
 * The one function that makes sessions: every way to sign in ends here.
 * @returns the token for the browser's cookie; only its hash is kept
 */
export async function createSession(
  tx: Change,
  session: { person: string; userAgent: string | null; how: "password" | "link" },
): Promise<string> {
  const id = newId();
  const token = newSecret();
  await tx.client.query(
    `insert into session (id, token_hash, org_id, person_id, user_agent, expires_at)
     values ($1, $2, $3, $4, $5, clock() + ${SESSION_LASTS})`,
    [id, hashSecret(token), tx.org, session.person, session.userAgent],
  );
  tx.event({ kind: "session.started", body: { session: id, how: session.how } });
  return token;
}
