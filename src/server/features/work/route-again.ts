import type { Attributes } from "#content/index.ts";
import type { Change } from "../../db/change.ts";
import { dividedBy, projectOf, queueOf } from "./queues.ts";

interface Misplaced {
  queue: number;
  stage: string;
  /** What divides the work now, of the item. */
  attributes: Attributes;
  routed: string;
}

/** Each queue of the project that holds work to come, and what its items have of the attributes in $3. */
const HOLDING = `
select distinct s.queue_id as queue, q.stage, r.attributes, r.attributes::text as routed
from queue q join slot s on s.queue_id = q.id and s.state in (0, 1, 5) join item i on i.id = s.item_id
cross join lateral (select coalesce(jsonb_object_agg(name, coalesce(typed(i.attributes, i.id)->name, 'null')), '{}') as attributes
  from unnest($3::text[]) name) r
where q.project_id = $1 and q.org_id = $2`;

const MOVE = `
update slot s set queue_id = $1, ahead = s.state = 0 from item i
where s.queue_id = $2 and s.state in (0, 1, 5) and s.org_id = $3 and i.id = s.item_id
  and (select coalesce(jsonb_object_agg(name, coalesce(typed(i.attributes, i.id)->name, 'null')), '{}') from unnest($4::text[]) name) = $5`;

/**
 * Puts work to come into the queues in which it belongs, after a project's settings divide the work otherwise or ask
 * something else of people. What a stage asks is what the workflow in force says.
 */
export async function routeAgain(tx: Change, project: string): Promise<void> {
  const { settings, graph } = await projectOf(tx, project);
  const names = dividedBy(settings);
  const { rows } = await tx.client.query<Misplaced>(HOLDING, [project, tx.org, names]);
  for (const { queue, stage: name, attributes, routed } of rows) {
    const stage = graph.stages.find(({ key }) => key === name);
    if (!stage) continue;
    const target = await queueOf(tx, project, stage, { settings, attributes });
    if (target !== queue) await tx.client.query(MOVE, [target, queue, tx.org, names, routed]);
  }
}
