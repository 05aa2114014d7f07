import { holds, type ReadValue } from "#content/index.ts";
import { type Edge, type Graph, type Stage, stageOf } from "./graph.ts";
import { stageKind } from "./stages/index.ts";

/** Where an item stands in one round before an event. */
export interface Standing {
  /** How many of its answers are finished, how many it needs, and how many places for answers it has had. */
  accepted: number;
  needed: number;
  places: number;
  /**
   * How often each stage was opened: a stage about items for the item, a stage about answers for the answer in
   * question since its author last submitted it.
   */
  visits: Readonly<Record<string, number>>;
  /** What the conditions of edges look at. */
  read: ReadValue;
}

/**
 * What happened. `done`: work at `stage` ended with `outcome`; `made` is the stage that the answer was made at, `chance`
 * draws a number in [0, 1) for an edge with a share. reopened: what was accepted goes back to its author; given-up: its author has left and will not rework it.
 */
export type WorkflowEvent =
  | { kind: "added" }
  | { kind: "done"; stage: string; outcome: string; made: string; chance: () => number }
  | { kind: "taken-back" }
  | { kind: "reopened" }
  | { kind: "given-up"; made: string };

/**
 * What follows. `work` is the slot of the answer in question.
 * open: a new slot at `stage`, about the answer where `about`; selected = the probability with which it was opened.
 * wait: the answer is on its way; accept: it is finished and counts; return: to its author; reject: discarded;
 * reopen: back with its author; withdraw: the open slots that follow from it end; finish: the item is done.
 */
export type Transition =
  | { do: "open"; stage: string; n: number; about: "item" | "answer"; selected: number | null }
  | { do: "wait" | "accept" | "return" | "reject" | "reopen" | "withdraw" | "finish" };

/**
 * How often an answer may come to the same stage without going back to its author. Then the edge counts as not there,
 * so that every graph ends every item.
 */
export const MOST_VISITS = 3;

/**
 * The one function of the workflow: what follows from an event.
 * @throws Error for a stage that the graph does not have
 */
export function transitions(graph: Graph, standing: Standing, event: WorkflowEvent): Transition[] {
  switch (event.kind) {
    case "added":
      return openPlaces(graph.stages[0]!, 0, null);
    case "taken-back":
      return [{ do: "withdraw" }, { do: "reopen" }];
    case "reopened":
      return [{ do: "withdraw" }, { do: "return" }];
    case "given-up":
      return discard(stageOf(graph, event.made), standing);
    case "done": {
      const stage = stageOf(graph, event.stage);
      const effect = stageKind(stage.kind).outcomes[event.outcome];
      if (effect === undefined) throw new Error(`${event.outcome} is no outcome of stage ${stage.key}`);
      if (effect === "return") return [{ do: "return" }];
      if (effect === "discard") return discard(stageOf(graph, event.made), standing);
      return forward(graph, standing, stage.on[event.outcome] ?? [], event.chance);
    }
  }
}

/**
 * What follows in a round that does not count: what was submitted goes no further, and is finished for the round alone.
 */
export function transitionsAside(event: WorkflowEvent): Transition[] {
  if (event.kind === "taken-back") return [{ do: "reopen" }];
  return event.kind === "done" ? [{ do: "accept" }] : [{ do: "reject" }];
}

/** Along the first edge that fits; where none does, the answer is finished. */
function forward(
  graph: Graph,
  standing: Standing,
  edges: readonly Edge[],
  chance: () => number,
): Transition[] {
  const edge = edges.find((candidate) => isOpen(candidate, standing, chance));
  if (!edge) return accept(standing);
  const next = stageOf(graph, edge.to);
  const selected = edge.share ?? null;
  if (stageKind(next.kind).subject === "answer")
    return [{ do: "wait" }, { do: "open", stage: next.key, n: 0, about: "answer", selected }];
  const places = standing.visits[next.key] ? [] : openPlaces(next, standing.places, selected);
  return [...places, ...accept({ ...standing, needed: standing.needed + places.length })];
}

function isOpen(edge: Edge, standing: Standing, chance: () => number): boolean {
  if ((standing.visits[edge.to] ?? 0) >= MOST_VISITS) return false;
  if (edge.when && !holds(edge.when, standing.read)) return false;
  return edge.share === undefined || chance() < edge.share;
}

function accept({ accepted, needed }: Pick<Standing, "accepted" | "needed">): Transition[] {
  return accepted + 1 >= needed ? [{ do: "accept" }, { do: "finish" }] : [{ do: "accept" }];
}

/** The answer is gone; its place is open again where it was made. */
function discard(made: Stage, { places }: Standing): Transition[] {
  return [{ do: "reject" }, { do: "open", stage: made.key, n: places, about: "item", selected: null }];
}

function openPlaces(stage: Stage, first: number, selected: number | null): Transition[] {
  return Array.from({ length: stage.people }, (_, n) => ({
    do: "open",
    stage: stage.key,
    n: first + n,
    about: "item",
    selected,
  }));
}
