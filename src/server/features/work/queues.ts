import { type Attributes, canonical, canonicalLanguage, type Trait } from "#content/index.ts";
import type { ProjectSettings } from "#contract/projects.ts";
import { type Graph, readGraph, type Stage, stageKind } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { admitToQueue, agreedIn, waitTurn } from "./eligibility.ts";
import { setGates } from "./gates.ts";

/** What decides how a project's work is divided into queues. */
interface Routing {
  settings: ProjectSettings;
}

/** The project's settings and the workflow that new items start under. */
export async function projectOf(tx: Change, project: string): Promise<Routing & { graph: Graph }> {
  const { rows } = await tx.client.query<{ settings: ProjectSettings; graph: unknown }>(
    `select p.settings, w.graph from project p join workflow_version w on w.id = p.workflow_version_id
     where p.id = $1 and p.org_id = $2`,
    [project, tx.org],
  );
  if (!rows[0]) throw new Error(`no project ${project}`);
  return { settings: rows[0].settings, graph: readGraph(rows[0].graph) };
}

/**
 * Where new items start: for each item's attributes the queue of the first stage, and how many slots it gets there.
 * Makes queues that do not exist yet, with the people who may draw from them.
 */
export async function queuesFor(
  tx: Change,
  project: string,
  attributesOf: readonly Attributes[],
): Promise<{ queue: number; slots: number }[]> {
  const { settings, graph } = await projectOf(tx, project);
  const first = graph.stages[0]!;
  const find = queueFinder(tx, project, settings);
  const result: { queue: number; slots: number }[] = [];
  for (const attributes of attributesOf)
    result.push({ queue: await find(first, attributes), slots: first.people });
  return result;
}

/** `queueOf` for many items of a project: each queue is looked up once. */
export function queueFinder(
  tx: Change,
  project: string,
  settings: ProjectSettings,
): (stage: Stage, attributes: Attributes) => Promise<number> {
  const known = new Map<string, number>();
  return async (stage, attributes) => {
    const key = `${stage.key} ${canonical(routingOf(settings, attributes))}`;
    const queue = known.get(key) ?? (await queueOf(tx, project, stage, { settings, attributes }));
    known.set(key, queue);
    return queue;
  };
}

/** Which queue of a project a piece of work belongs to. */
export function queueKey(settings: ProjectSettings, stage: Stage, attributes: Attributes) {
  const { key, kind } = stage;
  return {
    stage: key,
    kind,
    attributes: routingOf(settings, attributes),
    needs: needsOf(settings, stage, attributes),
  };
}

/** The queue of a stage for an item's attributes; made where there is none yet. */
export async function queueOf(
  tx: Change,
  project: string,
  stage: Stage,
  { settings, attributes }: Routing & { attributes: Attributes },
): Promise<number> {
  const { kind, needs, ...at } = queueKey(settings, stage, attributes);
  const key = [project, at.stage, canonical(at.attributes), kind, needs, tx.org];
  const find =
    "select id from queue where project_id = $1 and stage = $2 and attributes = $3 and kind = $4 and needs = $5 and org_id = $6";
  const found = await tx.client.query<{ id: number }>(find, key);
  if (found.rows[0]) return found.rows[0].id;
  await waitTurn(tx);
  const made = await tx.client.query<{ id: number }>(
    `insert into queue (project_id, stage, attributes, kind, needs, org_id, conflict_group, repeats, lease_seconds, open, form_id, agreed)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, offers_work(p.state, p.guide_version_id, p.settings),
       (select id from form f where f.project_id = p.id and f.key = $10), ${agreedIn("p.id")}
     from project p where p.id = $1 and p.org_id = $6
     on conflict (project_id, stage, kind, attributes, needs) do nothing returning id`,
    [...key, stage.group, stageKind(kind).subject !== "item", settings.leaseMinutes * 60, stage.form],
  );
  if (!made.rows[0]) return (await tx.client.query<{ id: number }>(find, key)).rows[0]!.id;
  await admitToQueue(tx, made.rows[0].id);
  await setGates(tx, project, made.rows[0].id);
  return made.rows[0].id;
}

/** Opens or closes all of a project's work, as its state, guide and settings say: one row per queue changes, never its slots. */
export async function setQueuesOpen(tx: Change, project: string): Promise<void> {
  await tx.client.query(
    `update queue q set open = p.offers_work from project_now p
     where p.id = $1 and p.org_id = $2 and q.project_id = p.id and q.org_id = $2 and q.open <> p.offers_work`,
    [project, tx.org],
  );
}

/** Gives a project's leases the length that its settings say, from the next one on. */
export async function setLeaseLength(tx: Change, project: string, minutes: number): Promise<void> {
  await tx.client.query("update queue set lease_seconds = $3 where project_id = $1 and org_id = $2", [
    project,
    tx.org,
    minutes * 60,
  ]);
}

/** The attributes by which a project's work is divided into queues. */
export function dividedBy({ queueBy, demandLanguage }: ProjectSettings): string[] {
  return [...new Set(demandLanguage ? [...queueBy, demandLanguage] : queueBy)];
}

function routingOf(settings: ProjectSettings, attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(dividedBy(settings).map((name) => [name, attributes[name] ?? null]));
}

/** What a queue asks of a person: what the stage needs, and the item's language where the project demands it and it is one. */
function needsOf(settings: ProjectSettings, stage: Stage, attributes: Attributes): Trait[] {
  const language = settings.demandLanguage && canonicalLanguage(attributes[settings.demandLanguage]);
  return [...stage.needs, ...(language ? [`language:${language}`] : [])].sort();
}

const BAND = 2 ** 48;

/** A slot's position: the priority band first, then the item's age, then which of the item's slots it is. */
export function slotPosition(priority: number, itemPosition: number, n: number): number {
  return priority * BAND + itemPosition * 32 + n;
}
