import type pg from "pg";
import type { AgentRef } from "#contract/entities.ts";
import { agentRef } from "../accounts/index.ts";
import { AUTHOR } from "./facets.ts";
import type { Owner } from "./stored-sets.ts";

/** Everyone with an answer in the project, as far as the index has followed: people by name, then models and programs. */
export async function listAuthors(pool: pg.Pool, owner: Owner): Promise<AgentRef[]> {
  const { rows } = await pool.query<Parameters<typeof agentRef>[0]>(
    `select n.agent_id as id, n.name, n.kind from name_of n
     where n.org_id = $2 and n.agent_id in (
       select substr(facet, ${AUTHOR.length + 1})::uuid from item_set
       where project_id = $1 and org_id = $2 and facet like '${AUTHOR}%')
     order by n.kind <> 'person', lower(n.name), n.agent_id`,
    [owner.project, owner.org],
  );
  return rows.map(agentRef);
}
