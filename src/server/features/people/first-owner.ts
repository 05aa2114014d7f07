import { randomBytes } from "node:crypto";
import { type Change, change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { LOCKS } from "../../db/locks.ts";
import type { Services } from "../../services.ts";
import { addIdentity, makeLink } from "../accounts/index.ts";

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
  await tx.db.insertInto("agent").values({ id: tx.agent, org_id: tx.org, kind: "person" }).execute();
  await tx.db.insertInto("person").values({ id: tx.agent, org_id: tx.org, role: "owner" }).execute();
  await addIdentity(tx, { person: tx.agent, name: given.owner, email: given.email });
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
