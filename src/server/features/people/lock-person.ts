import type { OrganizationRole } from "#contract/entities.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { mayTouch } from "../../http/grants.ts";
import type { Caller } from "../../http/policy.ts";

/** A person whom the caller may change. */
export interface LockedPerson {
  id: string;
  role: OrganizationRole;
  blocked: boolean;
}

/**
 * Finds a person to change, one change in the organization at a time, so that two owners cannot remove each other, nor
 * one be erased while they are added to a project.
 * @throws AppError not_found for nobody or somebody erased; forbidden for an owner, unless the caller is one
 */
export async function lockPerson(tx: Change, caller: Caller, person: string): Promise<LockedPerson> {
  await tx.db.selectFrom("organization").select("id").forNoKeyUpdate().execute();
  const row = await tx.db
    .selectFrom("person")
    .select(["id", "role", "blocked_at"])
    .where("id", "=", person)
    .where("erased_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const role = row.role as OrganizationRole;
  if (!mayTouch(caller, role)) throw new AppError("forbidden");
  return { id: row.id, role, blocked: row.blocked_at !== null };
}

/**
 * Refuses a change after which nobody could run the organization.
 * @throws AppError last_owner
 */
export async function keepAnOwner(tx: Change, leaving: LockedPerson): Promise<void> {
  if (leaving.role !== "owner") return;
  const other = await tx.db
    .selectFrom("person")
    .select("id")
    .where("role", "=", "owner")
    .where("id", "!=", leaving.id)
    .where("blocked_at", "is", null)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  if (!other) throw new AppError("last_owner");
}
