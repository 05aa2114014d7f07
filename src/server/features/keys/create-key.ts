import type { Scope } from "#contract/endpoint.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { hashSecret, newSecret } from "../../http/auth.ts";
import { mustGrant } from "../../http/grants.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";

export interface NewKey {
  name: string;
  scopes: Scope[];
  projectId: string | null;
  days: number | null;
}

/**
 * Makes an API key for its caller, or for a program. The secret is returned this once and stored as a hash. A key that another key
 * makes ends with it: at the same time, or when it is revoked.
 * @throws AppError forbidden where a key asks for a key that may do more than itself; not_found for a project that
 * the caller has no part in; unauthenticated for a caller who was blocked, or whose key was revoked, meanwhile
 */
export async function createKey(
  tx: Change,
  caller: Caller,
  key: NewKey,
  program: string | null = null,
): Promise<{ id: string; secret: string }> {
  const scopes = [...new Set(key.scopes)];
  mustGrant(caller, { kind: "key", scopes });
  if (!(await isStillIn(tx, caller))) throw new AppError("unauthenticated");
  if (key.projectId && !(await takesPart(tx, caller, key.projectId))) throw new AppError("not_found");
  const id = newId();
  const secret = `plumb_${newSecret()}`;
  await tx.client.query(
    `insert into api_key (id, org_id, person_id, program_id, name, prefix, hash, scopes, project_id, parent_id, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, least(clock() + make_interval(days => $11), $12::timestamptz))`,
    [
      id,
      tx.org,
      program ? null : tx.agent,
      program,
      key.name,
      secret.slice(0, 12),
      hashSecret(secret),
      scopes,
      key.projectId,
      caller.key,
      key.days,
      caller.keyUntil,
    ],
  );
  tx.event({ kind: "key.made", project: key.projectId, body: { key: id, scopes } });
  return { id, secret };
}

/** What ends a person's keys or sessions at this moment waits, or is waited for: no key outlives what made it. */
async function isStillIn(tx: Change, caller: Caller): Promise<boolean> {
  const person = await tx.db
    .selectFrom("person")
    .select("id")
    .where("id", "=", caller.id)
    .where("blocked_at", "is", null)
    .where("erased_at", "is", null)
    .forShare()
    .executeTakeFirst();
  const key = caller.key
    ? tx.db.selectFrom("api_key").select("id").where("id", "=", caller.key).where("revoked_at", "is", null)
    : tx.db.selectFrom("session").select("id").where("id", "=", caller.session);
  return person !== undefined && (await key.executeTakeFirst()) !== undefined;
}

async function takesPart(tx: Change, caller: Caller, project: string): Promise<boolean> {
  const found = await tx.db
    .selectFrom("project_now as project")
    .leftJoin("member", (join) =>
      join.onRef("member.project_id", "=", "project.id").on("member.person_id", "=", caller.id),
    )
    .select("member.role")
    .where("project.id", "=", project)
    .executeTakeFirst();
  return found !== undefined && (runsOrganization(caller) || found.role !== null);
}
