import type pg from "pg";
import type { Attributes } from "#content/index.ts";
import type { ProjectSettings } from "#contract/projects.ts";
import type { StoredAnswer } from "#kinds/answer.ts";
import { type Graph, readGraph } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import type { LockedItem } from "./lock-assignment.ts";

/** The newest version of the answer in a place. */
export interface Head extends StoredAnswer {
  id: string;
  n: number;
  hash: Buffer;
  agent: string;
  form: string;
  order: number[];
}

/** Where an item and the answer in one of its places stand, read once both are locked. */
export interface Standing {
  graph: Graph;
  workflow: string;
  settings: ProjectSettings;
  attributes: Attributes;
  position: number;
  /** The place of the answer in question: a slot about the item. Its stage is where the answer was made. */
  place: { id: number; stage: string; round: number; counts: boolean; state: number; holder: string | null };
  head: Head | null;
  needed: number;
  places: number;
  /** How many other answers to the item wait for a further stage. */
  waiting: number;
  /** How often each stage about items was opened for the item, and each about answers for this one since its last submit. */
  itemVisits: Record<string, number>;
  answerVisits: Record<string, number>;
}

interface StandingRow extends Omit<Standing, "graph" | "head" | "place">, StoredAnswer {
  id: number;
  head: string | null;
  n: number;
  hash: Buffer;
  agent: string;
  form: string;
  order: number[];
  stage: string;
  round: number;
  counts: boolean;
  state: number;
  holder: string | null;
}

/** $1 place or null: that of $4, an assignment. $2 organization, $3 project */
const STANDING: Statement = {
  name: "standing",
  text: `
select s.id, st.workflow_version_id as workflow, p.settings, i.attributes, i.position, q.stage, s.round, s.counts, s.state, s.holder,
  h.id as head, h.n, h.hash, h.agent_id as agent, h.form_version_id as form, h.shown_order as "order", h.body, h.kinds,
  c.needed, c.places, c.waiting, coalesce(c.item_visits, '{}') as "itemVisits", coalesce(c.answer_visits, '{}') as "answerVisits"
from slot s join queue q on q.id = s.queue_id join item i on i.id = s.item_id join item_state st on st.item_id = s.item_id
join project p on p.id = q.project_id
left join lateral (select * from answer where slot_id = s.id order by n desc limit 1) h on true
cross join lateral (
  select coalesce(sum(v.needed), 0)::int as needed, coalesce(sum(v.places), 0)::int as places,
    coalesce(sum(v.waiting), 0)::int as waiting,
    jsonb_object_agg(v.stage, v.places) filter (where v.places > 0) as item_visits,
    jsonb_object_agg(v.stage, v.visits) filter (where v.visits > 0) as answer_visits
  from (
    select oq.stage, count(*) filter (where o.subject_id is null and o.round = s.round and o.state not in (4, 6)) as needed,
      count(*) filter (where o.subject_id is null and o.round = s.round) as places,
      count(*) filter (where o.state = 2 and o.counts and o.id <> s.id) as waiting,
      count(*) filter (where o.state <> 4 and o.subject_id in (select a.id from answer a where a.slot_id = s.id
        and a.n >= (select max(n) from answer own where own.slot_id = s.id and own.made_slot_id = s.id))) as visits
    from slot o join queue oq on oq.id = o.queue_id where o.item_id = s.item_id group by oq.stage) v) c
where s.id = coalesce($1, (
    select coalesce(w.slot_id, o.id) from assignment a join slot o on o.id = a.slot_id
    left join answer w on w.id = o.subject_id where a.id = $4 and a.org_id = $2)) and s.org_id = $2 and q.project_id = $3`,
};

/** Reads where the answer in a place stands. The item must be locked. */
export async function readStanding(tx: Change, item: LockedItem, place: number): Promise<Standing> {
  const standing = await find(tx, item.project, place, null);
  if (!standing) throw new Error(`no place ${place} in ${item.project}`);
  return standing;
}

/** The same of the answer that an assignment is about, so that it can be asked together with the lock; null for none. */
export function findStanding(tx: Change, project: string, assignment: string): Promise<Standing | null> {
  return find(tx, project, null, assignment);
}

async function find(tx: Change, project: string, ...[place, assignment]: [number, null] | [null, string]) {
  const [row] = await tx.send<StandingRow>(STANDING, [place, tx.org, project, assignment]);
  if (!row) return null;
  const { head, n, hash, agent, form, order, body, kinds, id, stage, round, counts, state, holder, ...rest } =
    row;
  return {
    ...rest,
    graph: await graphOf(tx.client, tx.org, project, rest.workflow),
    place: { id, stage, round, counts, state, holder },
    head: head === null ? null : { id: head, n, hash, agent, form, order, body, kinds },
  };
}

const GRAPH: Statement = {
  name: "workflow-graph",
  text: "select graph from workflow_version where id = $1 and org_id = $2 and project_id = $3",
};
const graphs = new Map<string, Graph>();

/** The graph of a version. Versions are immutable, so they are kept once read. */
async function graphOf(client: pg.ClientBase, org: string, project: string, version: string): Promise<Graph> {
  const key = `${org} ${version}`;
  const known = graphs.get(key);
  if (known) return known;
  const [row] = await run<{ graph: unknown }>(client, GRAPH, [version, org, project]);
  const graph = readGraph(row!.graph);
  if (graphs.size > 500) graphs.clear();
  graphs.set(key, graph);
  return graph;
}
