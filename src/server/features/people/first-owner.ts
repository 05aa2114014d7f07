import { randomBytes } from "node:crypto";
import { type Change, change } from "../../db/change.ts";
import type { Database } from "../../db/database.ts";
import { newId } from "../../db/id.ts";
import { LOCKS } from "../../db/locks.ts";
import type { Services } from "../../services.ts";
import { makeLink } from "../accounts/index.ts";
import { insertPerson } from "./add-person.ts";
import { linkFromMachine } from "./link-from-machine.ts";

/** Makes an organization and, in it, its owner. `tx.org` and `tx.agent` are the ids that they get. */
export async function createOrganization(
  tx: Change,
  given: { organization: string; owner: string; email: string | null },
): Promise<void> {
  await tx.client.query("insert into organization (id, name, salt) values ($1, $2, $3)", [
    tx.org,
    given.organization,
    randomBytes(32),
  ]);
  await insertPerson(tx, tx.agent, { name: given.owner, email: given.email, role: "owner" });
  tx.event({ kind: "organization.created", body: { owner: tx.agent } });
}

/**
 * The way into a new installation: on an empty database an organization with its first owner, and a link for them.
 * Until that owner has come in, each start gives a new link, so that a lost one is no harm; afterwards null.
 */
export async function inviteFirstOwner(
  services: Services,
  given: { organization: string; owner: string; email: string | null },
): Promise<{ url: string; expiresAt: string } | null> {
  const { database } = services;
  const fresh = { org: newId(), agent: newId() };
  const owner = await change(database, fresh, async (tx) => {
    await tx.client.query("select pg_advisory_xact_lock($1)", [LOCKS.firstOwner]);
    const { rows } = await tx.client.query<{ org: string; agent: string; entered: boolean }>(
      `select p.org_id as org, p.id as agent, (select count(*) from person) > 1
         or exists (select from entrance where has_followed or seen_at is not null) as entered
       from person p order by p.created_at limit 1`,
    );
    if (rows[0]) return rows[0];
    await createOrganization(tx, given);
    return { ...fresh, entered: false };
  });
  if (owner.entered) return null;
  return change(database, owner, (tx) =>
    makeLink(tx, services.baseUrl, { person: owner.agent, purpose: "invitation" }),
  );
}

/**
 * A new way in for an owner, asked for by whoever holds the machine: for the owner who came first, or, where an
 * organization has none who may sign in, for one that is made now. A restore leaves it so where its only owner was
 * erased after the backup.
 * @param given of an owner that is made
 * @throws AppError address_taken
 */
export async function linkForOwner(
  services: Pick<Services, "database" | "baseUrl">,
  given: { owner: string; email: string | null },
): Promise<{ url: string } | null> {
  const org = await withoutOwner(services.database);
  if (org === null) return linkFromMachine(services, null);
  const agent = newId();
  return change(services.database, { org, agent }, async (tx) => {
    await insertPerson(tx, agent, { name: given.owner, email: given.email, role: "owner" });
    tx.event({ kind: "person.added", body: { person: agent, role: "owner", projects: [] } });
    return makeLink(tx, services.baseUrl, { person: agent, purpose: "invitation" });
  });
}

/** The first organization in which no owner may sign in; null where each has one. */
export async function withoutOwner({ pool }: Pick<Database, "pool">): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select o.id from organization o where not exists (select from person p where p.org_id = o.id
       and p.role = 'owner' and p.blocked_at is null and p.erased_at is null) order by o.id limit 1`,
  );
  return rows[0]?.id ?? null;
}
