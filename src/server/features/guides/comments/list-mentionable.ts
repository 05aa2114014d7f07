import type pg from "pg";
import type { PersonRef } from "#contract/entities.ts";
import { personRef } from "../../accounts/index.ts";

const READERS = `
select p.id, n.name from person_now p join name_of n on n.agent_id = p.id
where p.org_id = $1 and not p.blocked and not p.erased
  and (p.role <> 'member' or exists (select from guide_reader r where r.guide_id = $2 and r.person_id = p.id))
order by lower(n.name), p.id`;

/** Who can be mentioned in a guide: everyone who reads it, by name. */
export async function listMentionable(
  client: pg.Pool | pg.ClientBase,
  { org, guide }: { org: string; guide: string },
): Promise<PersonRef[]> {
  const { rows } = await client.query<{ id: string; name: string | null }>(READERS, [org, guide]);
  return rows.map(({ id, name }) => personRef(id, name));
}
