import type pg from "pg";
import type { Attributes } from "#content/index.ts";
import type { ProjectSettings } from "#contract/projects.ts";
import type { StoredAnswer } from "#kinds/answer.ts";
import { type Graph, readGraph } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import type { LockedItem } from "./lock-assignment.ts";
import { SLOT, STANDING } from "./statements.ts";

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

/** What STANDING and WORK say of it. */
export interface StandingRow {
  place: number;
  position: number;
  attributes: Attributes;
  settings: ProjectSettings;
  workflow: string;
  item_state: LockedItem["state"];
  accepted: number;
  priority: number;
  /** All of the item's. */
  slots: (Standing["place"] & { subject: string | null })[];
  head: (Omit<Head, "hash"> & { hash: string; since: string[] }) | null;
}

/** Reads where the answer in a place stands. The item must be locked. */
export async function readStanding(tx: Change, item: LockedItem, place: number): Promise<Standing> {
  const [row] = await tx.send<StandingRow>(STANDING, [place, tx.org, item.project]);
  if (!row) throw new Error(`no place ${place} in ${item.project}`);
  return presentStanding(tx, item.project, row);
}

/** Where an answer stands, from what the database says of it. */
export async function presentStanding(tx: Change, project: string, row: StandingRow): Promise<Standing> {
  const { settings, workflow, attributes, position, slots, head } = row;
  const place = slots.find(({ id }) => id === row.place)!;
  const places = slots.filter(({ subject, round }) => subject === null && round === place.round);
  const since = new Set(head?.since);
  const visits = slots.filter(({ subject, state }) => since.has(subject ?? "") && state !== SLOT.cancelled);
  const waiting = slots.filter((slot) => slot.counts && slot.state === SLOT.submitted && slot !== place);
  return {
    ...{ settings, workflow, attributes, position, place },
    graph: await graphOf(tx.client, tx.org, project, workflow),
    head: head && { ...head, hash: Buffer.from(head.hash, "hex") },
    needed: places.filter(({ state }) => state !== SLOT.cancelled && state !== SLOT.rejected).length,
    places: places.length,
    waiting: waiting.length,
    itemVisits: countByStage(places),
    answerVisits: countByStage(visits),
  };
}

function countByStage(slots: readonly { stage: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { stage } of slots) counts[stage] = (counts[stage] ?? 0) + 1;
  return counts;
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
