import { z } from "zod";

/**
 * One stage of work. `answer` asks `people` agents for an answer each; `review` asks one agent to judge one answer.
 * Stages with the same `group` never meet the same agent on one item.
 */
export const Stage = z.object({
  name: z.string(),
  work: z.enum(["answer", "review"]),
  people: z.number().int().min(1).max(50).default(1),
  group: z.number().int().default(1),
  role: z.enum(["trainer", "reviewer"]),
  /** Probability that a piece of work meets this stage; 1 = always. */
  sample: z.number().gt(0).max(1).default(1),
  /** The stage that follows; null ends the item. */
  next: z.string().nullable(),
});
export type Stage = z.infer<typeof Stage>;

/** The graph that an item travels: data, versioned with the project. The first stage is where items start. */
export const Workflow = z.object({ version: z.literal(1), stages: z.array(Stage).min(1) });
export type Workflow = z.infer<typeof Workflow>;

/** Answers by `people`, then, with `review`, one review of each. */
export function simpleWorkflow(options: { people: number; review: boolean; sample?: number }): Workflow {
  const { people, review, sample = 1 } = options;
  const answer: Stage = {
    name: "answer",
    work: "answer",
    people,
    group: 1,
    role: "trainer",
    sample: 1,
    next: review ? "review" : null,
  };
  if (!review) return { version: 1, stages: [answer] };
  return {
    version: 1,
    stages: [
      answer,
      { name: "review", work: "review", people: 1, group: 1, role: "reviewer", sample, next: null },
    ],
  };
}

/** What happened to a piece of work at a stage. `chance` in [0, 1) decides whether a sampled stage is met. */
export type WorkflowEvent =
  | { kind: "added" }
  | { kind: "submitted"; stage: string; chance: number }
  | { kind: "taken-back"; stage: string }
  | { kind: "reviewed"; stage: string; decision: "accept" | "fix" | "return" | "reject" };

/**
 * What follows. `work` is the slot of the answer in question, `next` a new slot.
 * open: a slot at `stage`, about the answer where `about`; selected = the probability with which it was.
 * accept: the work is done and counts; return: to its author; reject: discarded; reopen: back in its author's hands;
 * withdraw: the open slots that follow from it are cancelled; finish: the item is done.
 */
export type Transition =
  | { do: "open"; stage: string; n: number; about: "item" | "answer"; selected: number | null }
  | { do: "wait" | "accept" | "return" | "reject" | "reopen" | "withdraw" | "finish" };

/**
 * The one function of the workflow: what follows from an event.
 * @param item how many of its answers were accepted before the event, how many it needs, how many slots it has had
 * @throws Error for a stage that the workflow does not have
 */
export function transitions(
  workflow: Workflow,
  item: { accepted: number; needed: number; slots: number },
  event: WorkflowEvent,
): Transition[] {
  const first = workflow.stages[0]!;
  if (event.kind === "added") {
    return Array.from({ length: first.people }, (_, n) => open(first, n, "item"));
  }
  const stage = find(workflow, event.stage);
  switch (event.kind) {
    case "submitted": {
      const next = stage.next === null ? null : find(workflow, stage.next);
      if (next && event.chance < next.sample) return [{ do: "wait" }, open(next, 0, "answer")];
      return accept(item);
    }
    case "taken-back":
      return [{ do: "withdraw" }, { do: "reopen" }];
    case "reviewed":
      if (event.decision === "return") return [{ do: "return" }];
      if (event.decision === "reject") return [{ do: "reject" }, open(first, item.slots, "item")];
      return accept(item);
  }
}

function accept(item: { accepted: number; needed: number }): Transition[] {
  return item.accepted + 1 >= item.needed ? [{ do: "accept" }, { do: "finish" }] : [{ do: "accept" }];
}

function open(stage: Stage, n: number, about: "item" | "answer"): Transition {
  return { do: "open", stage: stage.name, n, about, selected: stage.sample < 1 ? stage.sample : null };
}

function find(workflow: Workflow, name: string): Stage {
  const stage = workflow.stages.find((candidate) => candidate.name === name);
  if (!stage) throw new Error(`the workflow has no stage ${name}`);
  return stage;
}
