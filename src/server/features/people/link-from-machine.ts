import { change } from "../../db/change.ts";
import type { Services } from "../../services.ts";
import { makeLink } from "../accounts/index.ts";

/** A sign-in link that whoever holds the machine asked for, and for whom. */
export interface MachineLink {
  url: string;
  expiresAt: string;
  name: string;
}

/**
 * A new way in, asked for by whoever holds the machine: for a person by address, name or id, or (null) for the owner
 * who came first, for the day when no owner can sign in any more.
 * @returns null where nobody fits who may sign in
 * @throws Error with one sentence where several people have the name
 */
export async function linkFromMachine(
  services: Pick<Services, "database" | "baseUrl">,
  said: string | null,
): Promise<MachineLink | null> {
  const { database } = services;
  const { rows } = await database.pool.query<{ org: string; agent: string; name: string; isNew: boolean }>(
    `select p.org_id as org, p.id as agent, i.name, not i.has_password as "isNew"
     from person p join entrance i on i.person_id = p.id
     where p.blocked_at is null and p.erased_at is null and case when $1::text is null then p.role = 'owner'
       else $1 = p.id::text or lower($1) = lower(i.email) or $1 = i.name end
     order by p.created_at`,
    [said],
  );
  const [found, ...others] = rows;
  if (!found) return null;
  if (said !== null && others.length > 0)
    throw new Error(`Several people are called ${said}: give the person's address or id instead.`);
  const purpose = said !== null && found.isNew ? "invitation" : "recovery";
  const link = await change(database, found, (tx) =>
    makeLink(tx, services.baseUrl, { person: found.agent, purpose }),
  );
  return { ...link, name: found.name };
}
