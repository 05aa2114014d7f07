import type { Scope } from "#contract/endpoint.ts";
import type { ApiKey } from "#contract/keys.ts";
import type { Scoped } from "../../db/database.ts";

/** A person's keys that were not revoked, newest first; or one of them. The hash is not selected. */
export async function listKeys(db: Scoped, person: string, key?: string): Promise<ApiKey[]> {
  let query = db
    .selectFrom("api_key")
    .select(["id", "name", "prefix", "scopes", "project_id as projectId"])
    .select(["created_at as createdAt", "last_used_at as lastUsedAt", "expires_at as expiresAt"])
    .where("person_id", "=", person)
    .where("revoked_at", "is", null)
    .orderBy("created_at", "desc")
    .orderBy("id");
  if (key) query = query.where("id", "=", key);
  return (await query.execute()).map((row) => ({ ...row, scopes: row.scopes as Scope[] }));
}
