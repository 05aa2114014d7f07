import { z } from "zod";
import { Predicate } from "#content/index.ts";
import { stageKind, stageKindNames } from "./stages/index.ts";

const Key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** A way out of a stage: taken where `when` holds and, with a share, by chance. */
export const Edge = z.strictObject({
  to: Key,
  when: Predicate.optional(),
  /** The share of the work that takes this edge; absent = all of it. */
  share: z.number().gt(0).lt(1).optional(),
});
export type Edge = z.infer<typeof Edge>;

/**
 * One stage of work. `key` stays the same over all versions of the graph; `people` agents work on an item here
 * (stages about an answer have one each). Stages of one `group` never meet the same agent on one item.
 */
export const Stage = z.strictObject({
  key: Key,
  kind: z.enum(stageKindNames),
  /** The key of the form that is filled in here; null: that of the answer in question. */
  form: z.string().nullable().default(null),
  people: z.number().int().min(1).max(50).default(1),
  group: z.number().int().min(0).max(1000).default(1),
  needs: z.array(z.string().max(200)).max(20),
  /** For each outcome the edges, of which the first that fits is taken; none: the answer is finished. */
  on: z.record(z.string(), z.array(Edge).max(20)).default({}),
});
export type Stage = z.infer<typeof Stage>;

/** The graph that an item travels: data, versioned with the project. Items start at the first stage. */
export const Graph = z.strictObject({ version: z.literal(2), stages: z.array(Stage).min(1).max(50) });
export type Graph = z.infer<typeof Graph>;

/** A stage as the first release wrote it. Its graphs are still read, and never rewritten. */
const StageOfVersion1 = z.object({
  name: Key,
  work: z.enum(stageKindNames),
  people: z.number().int().default(1),
  group: z.number().int().default(1),
  role: z.string(),
  sample: z.number().default(1),
  next: z.string().nullable(),
});

const AnyGraph = z.union([
  Graph,
  z.object({ version: z.literal(1), stages: z.array(StageOfVersion1).min(1) }).transform(fromVersion1),
]);

/**
 * A stored graph of any version.
 * @throws ZodError for what is no graph
 */
export function readGraph(stored: unknown): Graph {
  return AnyGraph.parse(stored);
}

function fromVersion1(old: { stages: z.infer<typeof StageOfVersion1>[] }): Graph {
  const edgeTo = (next: string): Edge => {
    const sample = old.stages.find(({ name }) => name === next)?.sample ?? 1;
    return sample < 1 ? { to: next, share: sample } : { to: next };
  };
  const stages = old.stages.map(({ name, work, people, group, role, next }, at): Stage => {
    const forward = Object.entries(stageKind(work).outcomes).filter(([, effect]) => effect === "forward");
    return {
      key: name,
      kind: work,
      form: at === 0 ? MAIN_FORM : null,
      people,
      group,
      needs: [`role:${role}`],
      on: next === null ? {} : Object.fromEntries(forward.map(([outcome]) => [outcome, [edgeTo(next)]])),
    };
  });
  return { version: 2, stages };
}

/** The key of the form that every project starts with. */
export const MAIN_FORM = "main";

/**
 * A stage by its key.
 * @throws Error for a key that the graph does not have
 */
export function stageOf(graph: Graph, key: string): Stage {
  const stage = graph.stages.find((candidate) => candidate.key === key);
  if (!stage) throw new Error(`the workflow has no stage ${key}`);
  return stage;
}

/** What is wrong with a graph, as sentences; empty for one that can be published. */
export function faultsOf(graph: Graph): string[] {
  const faults: string[] = [];
  const keys = graph.stages.map(({ key }) => key);
  if (new Set(keys).size < keys.length) faults.push("Two stages have the same key.");
  if (stageKind(graph.stages[0]!.kind).subject !== "item")
    faults.push("The first stage must be one that answers items.");
  for (const { key, kind, on } of graph.stages) {
    const { outcomes } = stageKind(kind);
    for (const [outcome, edges] of Object.entries(on)) {
      if (outcomes[outcome] !== "forward")
        faults.push(`Stage ${key}: no edge can leave by the outcome ${outcome}.`);
      for (const { to } of edges)
        if (!keys.includes(to)) faults.push(`Stage ${key}: there is no stage ${to} to go to.`);
    }
  }
  return faults;
}
