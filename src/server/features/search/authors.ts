import type pg from "pg";
import type { AgentRef } from "#contract/entities.ts";
import { agentRef } from "../accounts/index.ts";
import { AUTHOR } from "./facets.ts";
import { MOST } from "./load-sets.ts";
import { recentWork } from "./recent.ts";
import type { Owner } from "./stored-sets.ts";

/**
 * Everyone with an answer in the project, people by name, then models and programs. Like a list of items, this looks at
 * what the index has not followed yet, so that who is found as an author can also be chosen as one.
 */
export async function listAuthors(pool: pg.Pool, owner: Owner): Promise<AgentRef[]> {
  const { additions } = await recentWork(pool, owner, MOST);
  const recent = [...additions.keys()].flatMap((facet) =>
    facet.startsWith(AUTHOR) ? [facet.slice(AUTHOR.length)] : [],
  );
  const { rows } = await pool.query<Parameters<typeof agentRef>[0]>(
    `select n.agent_id as id, n.name, n.kind from name_of n
     where n.org_id = $2 and (n.agent_id = any($3) or n.agent_id in (
       select substr(facet, ${AUTHOR.length + 1})::uuid from item_set
       where project_id = $1 and org_id = $2 and facet like '${AUTHOR}%'))
     order by n.kind <> 'person', lower(n.name), n.agent_id`,
    [owner.project, owner.org, recent],
  );
  return rows.map(agentRef);
}
