import type { Scope } from "#contract/endpoint.ts";
import type { ApiKey } from "#contract/keys.ts";
import type { PersonKey } from "#contract/people.ts";
import type { Scoped } from "../../db/scoped.ts";

/** Keys that were not revoked, newest first. The hash is not selected. */
const keysOf = (db: Scoped) =>
  db
    .selectFrom("api_key as k")
    .select(["k.id", "k.name", "k.prefix", "k.scopes", "k.project_id as projectId"])
    .select(["k.created_at as createdAt", "k.last_used_at as lastUsedAt", "k.expires_at as expiresAt"])
    .where("k.revoked_at", "is", null)
    .orderBy("k.created_at", "desc")
    .orderBy("k.id");

/** A person's keys, or one of them. */
export async function listKeys(db: Scoped, person: string, key?: string): Promise<ApiKey[]> {
  let query = keysOf(db).where("k.person_id", "=", person);
  if (key) query = query.where("k.id", "=", key);
  return (await query.execute()).map((row) => ({ ...row, scopes: row.scopes as Scope[] }));
}

/** The keys of everyone in the organization, with whose they are; a program's key has the program's name. */
export async function listEveryKey(db: Scoped): Promise<PersonKey[]> {
  const rows = await keysOf(db)
    .leftJoin("name_of as i", "i.agent_id", "k.person_id")
    .leftJoin("project_now as p", "p.id", "k.project_id")
    .select(["k.person_id as personId", "k.program_id as programId"])
    .select(["i.name as personName", "p.name as projectName"])
    .execute();
  return rows.map(({ personId, programId, personName, ...row }) => ({
    ...row,
    scopes: row.scopes as Scope[],
    person: {
      id: (programId ?? personId)!,
      name: personName ?? row.name,
      kind: programId ? "program" : "person",
    },
  }));
}
