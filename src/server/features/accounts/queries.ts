import { type LinkKey, type Me, Preferences, type Session } from "#contract/accounts.ts";
import type { Scope } from "#contract/endpoint.ts";
import type { OrganizationRole } from "#contract/entities.ts";
import type { Scoped } from "../../db/scoped.ts";

/** A person as they see themselves. */
export async function findMe(db: Scoped, person: string): Promise<Me> {
  const row = await db
    .selectFrom("person")
    .innerJoin("identity", "identity.person_id", "person.id")
    .innerJoin("organization", "organization.id", "person.org_id")
    .select([
      "person.id",
      "person.role",
      "person.languages",
      "identity.name",
      "identity.email",
      "identity.preferences",
    ])
    .select(["organization.id as organization", "organization.name as organizationName"])
    .select((eb) => eb("identity.password_hash", "is not", null).as("hasPassword"))
    .where("person.id", "=", person)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as OrganizationRole,
    organization: { id: row.organization, name: row.organizationName },
    hasPassword: Boolean(row.hasPassword),
    preferences: Preferences.parse(row.preferences),
    languages: row.languages,
  };
}

/** A person's living sessions, the latest used first. */
export async function listSessions(db: Scoped, person: string, current: string | null): Promise<Session[]> {
  const rows = await db
    .selectFrom("session")
    .select(["id", "user_agent", "created_at", "seen_at"])
    .where("person_id", "=", person)
    .where((eb) => eb("expires_at", ">", eb.fn<string>("clock")))
    .orderBy("seen_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    current: row.id === current,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    seenAt: row.seen_at,
  }));
}

/** A person's API keys that still work, newest first. */
export async function listLivingKeys(db: Scoped, person: string): Promise<LinkKey[]> {
  const rows = await db
    .selectFrom("api_key")
    .select(["id", "name", "prefix", "scopes", "last_used_at as lastUsedAt"])
    .where("person_id", "=", person)
    .where("revoked_at", "is", null)
    .where((eb) => eb("expires_at", "is", null).or("expires_at", ">", eb.fn<string>("clock")))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, scopes: row.scopes as Scope[] }));
}
