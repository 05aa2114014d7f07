import type pg from "pg";
import type { AgentRef } from "#contract/entities.ts";
import type { JudgedRule } from "#contract/work.ts";
import { hideRules } from "../../db/withheld.ts";
import { agentRef } from "../accounts/index.ts";
import type { Viewer } from "./find-calibrations.ts";

/** The rules of a round of judging, in the order in which they were chosen. */
export async function listRules(
  client: pg.Pool | pg.ClientBase,
  { org, project, agent }: Pick<Viewer, "org" | "project" | "agent">,
  judging: string,
): Promise<JudgedRule[]> {
  const { rows } = await client.query<JudgedRule>(
    `select rule_id as rule, number, title, statement from judged_rule
     where judging_id = $1 and project_id = $2 and org_id = $3 order by position`,
    [judging, project, org],
  );
  return hideRules(client, { org, agent }, rows);
}

/** How far each person is. What they answered is not read. */
export async function listPeople(
  client: pg.Pool | pg.ClientBase,
  { org, project }: Pick<Viewer, "org" | "project">,
  judging: string,
) {
  const { rows } = await client.query<{
    id: string;
    name: string | null;
    kind: AgentRef["kind"];
    done: number;
    asked: number;
  }>(
    `select a.agent_id as id, a.name, a.kind, count(*)::int as asked, count(*) filter (where s.state = 'accepted')::int as done
     from judging j join judging_slot s on s.project_id = j.project_id and s.round = j.round
     join name_of a on a.agent_id = s.agent_id
     where j.id = $1 and j.project_id = $2 and j.org_id = $3
     group by a.agent_id, a.name, a.kind order by lower(a.name), a.agent_id`,
    [judging, project, org],
  );
  return rows.map(({ done, asked, ...agent }) => ({ person: agentRef(agent), done, asked }));
}
