import type { Change } from "../../db/change.ts";
import { grantMany } from "../people/index.ts";

/**
 * Gives everyone who signed the agreement's trait for as long as their signature is enough, so that claims look at the
 * trait alone.
 */
export async function giveTraits(tx: Change, agreement: string, agent: string | null = null): Promise<void> {
  const { rows } = await tx.client.query<{
    agent: string;
    trait: string;
    project: string | null;
    until: string | null;
  }>(
    `select s.agent_id as agent, 'agreed:' || g.key as trait, g.project_id as project, s.until
     from agreement_standing s join agreement g on g.id = s.agreement_id left join person_now p on p.id = s.agent_id
     left join granted_trait t on t.agent_id = s.agent_id and t.trait = 'agreed:' || g.key
       and t.project_id is not distinct from g.project_id
     where s.agreement_id = $1 and s.org_id = $2 and ($3::uuid is null or s.agent_id = $3) and not coalesce(p.erased, false)
       and s.revoked_at is null and (t.trait is null or t.until is distinct from s.until)`,
    [agreement, tx.org, agent],
  );
  if (rows[0]) await grantMany(tx, rows[0], rows);
}
