import type pg from "pg";
import type { DismissedHint } from "#contract/guide-hints.ts";
import { personRef } from "../../accounts/index.ts";

/** The hints about a guide's rules that were dismissed, newest first. */
export async function listDismissed(pool: pg.Pool, org: string, guide: string): Promise<DismissedHint[]> {
  const { rows } = await pool.query<Omit<DismissedHint, "by"> & { agent: string; name: string | null }>(
    `select d.entry_id as entry, d.hint, d.words, d.reason, d.agent_id as agent, p.name, d.at
     from guide_hint_dismissal d left join name_of p on p.agent_id = d.agent_id
     where d.guide_id = $1 and d.org_id = $2 order by d.at desc, d.id`,
    [guide, org],
  );
  return rows.map(({ agent, name, ...row }) => ({ ...row, by: personRef(agent, name) }));
}
