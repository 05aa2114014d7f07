import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";

/**
 * Revokes a key and the keys that were made with it: one's own, and anyone's for who runs the organization.
 * @throws AppError not_found for another's, and for one that was revoked already
 */
export async function revokeKey(tx: Change, caller: Caller, key: string): Promise<void> {
  const found = await tx.db
    .selectFrom("api_key")
    .select(["person_id", "program_id"])
    .where("id", "=", key)
    .executeTakeFirst();
  const owner = found?.person_id ?? found?.program_id;
  if (!owner || (owner !== caller.id && !runsOrganization(caller))) throw new AppError("not_found");
  await waitForNewKeys(tx, owner);
  const { rows } = await tx.client.query<{ id: string }>(
    `with recursive made as (
       select id from api_key where id = $1 and org_id = $2 and revoked_at is null
       union select k.id from api_key k join made m on k.parent_id = m.id where k.org_id = $2)
     update api_key set revoked_at = clock()
     where org_id = $2 and id in (select id from made) and revoked_at is null returning id`,
    [key, tx.org],
  );
  if (rows.length === 0) throw new AppError("not_found");
  for (const { id } of rows) tx.event({ kind: "key.revoked", body: { key: id, person: owner } });
}

/** Revokes all keys of a person; `erase` also takes the names that they gave them. */
export async function revokeKeys(tx: Change, person: string, erase = false): Promise<void> {
  await waitForNewKeys(tx, person);
  await tx.client.query(
    `update api_key set revoked_at = coalesce(revoked_at, clock()), name = case when $3 then '' else name end
     where person_id = $1 and org_id = $2`,
    [person, tx.org, erase],
  );
  tx.event({ kind: "key.revoked-all", body: { person } });
}

/** A key that is being made (`createKey`) is waited for, and then revoked with the others. */
async function waitForNewKeys(tx: Change, person: string): Promise<void> {
  await tx.db.selectFrom("person").select("id").where("id", "=", person).forNoKeyUpdate().execute();
}
