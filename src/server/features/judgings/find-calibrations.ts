import type pg from "pg";
import type { Calibration } from "#contract/judgings.ts";
import { AppError } from "../../errors.ts";
import { agentRef } from "../accounts/index.ts";

/** Who looks at the calibrations of a project. */
export interface Viewer {
  org: string;
  project: string;
  agent: string;
  isManager: boolean;
}

type Row = Omit<Calibration, "by"> & { agent: string; by: string | null; kind: Calibration["by"]["kind"] };

/** $1 organization, $2 project, $3 agent, $4 whether they manage the project, $5 one calibration or null */
const CALIBRATIONS = `
select j.id, j.name, v.n as "guideVersion", j.at, j.closed_at as "revealedAt", a.agent_id as agent, a.name as by, a.kind,
  (select count(*)::int from judging_rule l where l.judging_id = j.id) as rules, s.items, s.people, s.done, s.asked
from judging j join guide_version_head v on v.id = j.version_id join name_of a on a.agent_id = j.agent_id
cross join lateral (
  select count(distinct item_id)::int as items, count(distinct agent_id)::int as people, count(*)::int as asked,
    count(*) filter (where state = 'accepted')::int as done, coalesce(bool_or(agent_id = $3), false) as mine
  from judging_slot s where s.project_id = j.project_id and s.round = j.round) s
where j.org_id = $1 and j.project_id = $2 and j.drawn is null and ($4 or s.mine) and ($5::uuid is null or j.id = $5)
order by j.at desc, j.id limit 200`;

/** The calibrations of a project, newest first; who does not manage it sees those that they take part in. */
export async function listCalibrations(
  client: pg.Pool | pg.ClientBase,
  { org, project, agent, isManager }: Viewer,
  one: string | null = null,
): Promise<Calibration[]> {
  const { rows } = await client.query<Row>(CALIBRATIONS, [org, project, agent, isManager, one]);
  return rows.map(({ agent: id, by, kind, ...row }) => ({ ...row, by: agentRef({ id, name: by, kind }) }));
}

/** @throws AppError not_found for a calibration that is not the viewer's to see */
export async function findCalibration(
  client: pg.Pool | pg.ClientBase,
  viewer: Viewer,
  id: string,
): Promise<Calibration> {
  const [found] = await listCalibrations(client, viewer, id);
  if (!found) throw new AppError("not_found");
  return found;
}
