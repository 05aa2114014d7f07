import type { Scope } from "#contract/endpoint.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { hashSecret, newSecret } from "../../http/auth.ts";
import { AppError } from "../../http/errors.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";

export interface NewKey {
  name: string;
  scopes: Scope[];
  projectId: string | null;
  days: number | null;
}

/**
 * Makes an API key for its caller. The secret is returned this once and stored as a hash. A key that another key
 * makes ends with it at the latest.
 * @throws AppError forbidden where a key asks for a key that may do more than itself; not_found for a project that
 * the caller has no part in
 */
export async function createKey(
  tx: Change,
  caller: Caller,
  key: NewKey,
): Promise<{ id: string; secret: string }> {
  const scopes = [...new Set(key.scopes)];
  if (caller.scopes && !scopes.every((scope) => caller.scopes!.includes(scope)))
    throw new AppError("forbidden");
  if (key.projectId && !(await takesPart(tx, caller, key.projectId))) throw new AppError("not_found");
  const id = newId();
  const secret = `plumb_${newSecret()}`;
  await tx.client.query(
    `insert into api_key (id, org_id, person_id, name, prefix, hash, scopes, project_id, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, least(clock() + make_interval(days => $9), $10::timestamptz))`,
    [
      id,
      tx.org,
      tx.agent,
      key.name,
      secret.slice(0, 12),
      hashSecret(secret),
      scopes,
      key.projectId,
      key.days,
      caller.keyUntil,
    ],
  );
  tx.event({ kind: "key.made", project: key.projectId, body: { key: id, scopes } });
  return { id, secret };
}

async function takesPart(tx: Change, caller: Caller, project: string): Promise<boolean> {
  const found = await tx.db
    .selectFrom("project")
    .leftJoin("membership", (join) =>
      join.onRef("membership.project_id", "=", "project.id").on("membership.person_id", "=", caller.id),
    )
    .select("membership.role")
    .where("project.id", "=", project)
    .executeTakeFirst();
  return found !== undefined && (runsOrganization(caller) || found.role !== null);
}
