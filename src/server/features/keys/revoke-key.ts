import type { Change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";

/**
 * Revokes one of the caller's own keys.
 * @throws AppError not_found for another's
 */
export async function revokeKey(tx: Change, key: string): Promise<void> {
  const revoked = await tx.db
    .updateTable("api_key")
    .set((eb) => ({ revoked_at: eb.fn<string>("clock") }))
    .where("id", "=", key)
    .where("person_id", "=", tx.agent)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (revoked.numUpdatedRows === 0n) throw new AppError("not_found");
  tx.event({ kind: "key.revoked", body: { key } });
}

/** Revokes all keys of a person; `erase` also takes the names that they gave them. */
export async function revokeKeys(tx: Change, person: string, erase = false): Promise<void> {
  await tx.client.query(
    `update api_key set revoked_at = coalesce(revoked_at, clock()), name = case when $3 then '' else name end
     where person_id = $1 and org_id = $2`,
    [person, tx.org, erase],
  );
  tx.event({ kind: "key.revoked-all", body: { person } });
}
