import type { Trait } from "#content/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";

/**
 * Gives an agent a trait, in one project or in all, for good or until a time. Granted again, the new end holds.
 * @throws AppError not_found for an agent or project that the organization does not have
 */
export async function grant(
  tx: Change,
  agent: string,
  trait: Trait,
  { project = null, until = null }: { project?: string | null; until?: string | null } = {},
): Promise<void> {
  const { rowCount } = await tx.client.query(
    `insert into person_trait (id, org_id, agent_id, project_id, trait, until, granted_by)
     select $1, $2, a.id, $4, $5, $6, $7 from agent a left join person p on p.id = a.id
     where a.id = $3 and a.org_id = $2 and p.erased_at is null
       and ($4::uuid is null or exists (select from project_now where id = $4 and org_id = $2))
     on conflict (agent_id, trait, project_id) where revoked_at is null
       do update set until = excluded.until, granted_at = clock(), granted_by = excluded.granted_by`,
    [newId(), tx.org, agent, project, trait, until, tx.agent],
  );
  if (rowCount === 0) throw new AppError("not_found");
  tx.event({ kind: "trait.granted", project, body: { agent, trait, until } });
}

/** Gives many agents of the organization a trait at once, each until an end of their own or (null) for good. */
export async function grantMany(
  tx: Change,
  { trait, project }: { trait: Trait; project: string | null },
  to: readonly { agent: string; until: string | null }[],
): Promise<void> {
  if (to.length === 0) return;
  const agents = to.map(({ agent }) => agent);
  await tx.client.query(
    `insert into person_trait (id, org_id, agent_id, project_id, trait, until, granted_by)
     select t.id, $1, t.agent_id, $2, $3, t.until, $4
     from unnest($5::uuid[], $6::uuid[], $7::timestamptz[]) as t(id, agent_id, until)
     on conflict (agent_id, trait, project_id) where revoked_at is null
       do update set until = excluded.until, granted_at = clock(), granted_by = excluded.granted_by`,
    [tx.org, project, trait, tx.agent, to.map(() => newId()), agents, to.map(({ until }) => until)],
  );
  tx.event({ kind: "traits.granted", project, body: { agents, trait } });
}

/**
 * Takes a granted trait away.
 * @throws AppError not_found where the agent does not have it by a grant
 */
export async function revoke(
  tx: Change,
  agent: string,
  trait: Trait,
  { project = null }: { project?: string | null } = {},
): Promise<void> {
  const { rowCount } = await tx.client.query(
    `update person_trait set revoked_at = clock() where agent_id = $1 and org_id = $2 and trait = $3
       and project_id is not distinct from $4 and revoked_at is null`,
    [agent, tx.org, trait, project],
  );
  if (rowCount === 0) throw new AppError("not_found");
  tx.event({ kind: "trait.revoked", project, body: { agent, trait } });
}
