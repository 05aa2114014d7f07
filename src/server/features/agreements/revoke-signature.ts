import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";
import { revoke } from "../people/index.ts";
import { freeLeases } from "../work/index.ts";
import { lockOwnAgreement } from "./lock-agreement.ts";

/**
 * Revokes a signature: from now on its agent reads nothing, is offered nothing, and what they hold is free. Their drafts
 * stay.
 * @throws AppError not_found where nothing is signed, or it was revoked before
 */
export async function revokeSignature(
  tx: Change,
  caller: Caller,
  project: string,
  { agreement, agent }: { agreement: string; agent: string },
): Promise<void> {
  const of = await lockOwnAgreement(tx, caller, project, agreement);
  const { rows } = await tx.client.query<{ signature: string }>(
    `insert into agreement_revocation (signature_id, org_id, agent_id)
     select s.signature_id, $2, $4 from agreement_standing s
     where s.agreement_id = $1 and s.org_id = $2 and s.agent_id = $3 and s.revoked_at is null
     returning signature_id as signature`,
    [agreement, tx.org, agent, tx.agent],
  );
  if (!rows[0]) throw new AppError("not_found");
  tx.event({
    kind: "agreement.revoked",
    project: of.project,
    body: { agreement, signature: rows[0].signature, agent },
  });
  await takeTrait(tx, agent, of);
  for (const held of await holdsIn(tx, agent, of.project)) await freeLeases(tx, held, { person: agent });
}

/** Whoever was erased has no trait left to take. */
async function takeTrait(
  tx: Change,
  agent: string,
  { trait, project }: { trait: string; project: string | null },
) {
  const { rows } = await tx.client.query(
    `select from granted_trait where agent_id = $1 and org_id = $2 and trait = $3
       and project_id is not distinct from $4`,
    [agent, tx.org, trait, project],
  );
  if (rows.length > 0) await revoke(tx, agent, trait, { project });
}

/** The projects, of those that the agreement is for, in which an agent holds work. */
async function holdsIn(tx: Change, agent: string, project: string | null): Promise<string[]> {
  const { rows } = await tx.client.query<{ project: string }>(
    `select distinct project_id as project from held_slot
     where holder = $1 and org_id = $2 and ($3::uuid is null or project_id = $3) order by 1`,
    [agent, tx.org, project],
  );
  return rows.map((row) => row.project);
}
