import type { Change } from "../../db/change.ts";
import type { Caller } from "../../http/policy.ts";
import { forgetRepliesTo } from "../../jobs/forget-replies.ts";
import { keepAnOwner, lockPerson } from "./lock-person.ts";

/**
 * Erases a person at the wish of someone who may.
 * @throws AppError not_found, forbidden, last_owner
 */
export async function erasePerson(tx: Change, caller: Caller, person: string): Promise<void> {
  await keepAnOwner(tx, await lockPerson(tx, caller, person));
  await erase(tx, person);
}

/**
 * Erases who a person is. Each feature erases its own at the event: name, address, password, sessions, keys' names,
 * comments, drafts, notes, notices. What they made stays, under their number; the history names only that number and
 * stays as it was, seals and hashes included.
 */
export async function erase(tx: Change, person: string): Promise<void> {
  await tx.client.query(
    `update person set erased_at = clock(), role = 'member', languages = '[]' where id = $1 and org_id = $2`,
    [person, tx.org],
  );
  await forgetRepliesTo(tx, person);
  tx.event({ kind: "person.erased", body: { person } });
}
