import { change } from "../../db/change.ts";
import type { Services } from "../../services.ts";
import { makeLink } from "../accounts/index.ts";

/**
 * A new way in for the owner who came first, asked for by whoever holds the machine: for the day when no owner can
 * sign in any more. Null where there is no owner who may.
 */
export async function linkForOwner(services: Services): Promise<{ url: string; expiresAt: string } | null> {
  const { database } = services;
  const { rows } = await database.pool.query<{ org: string; agent: string }>(
    `select org_id as org, id as agent from person
     where role = 'owner' and blocked_at is null and erased_at is null order by created_at limit 1`,
  );
  const owner = rows[0];
  if (!owner) return null;
  return change(database, owner, (tx) =>
    makeLink(tx, services.baseUrl, { person: owner.agent, purpose: "recovery" }),
  );
}
