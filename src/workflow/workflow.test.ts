import fc from "fast-check";
import { expect, test } from "vitest";
import {
  faultsOf,
  type Graph,
  readGraph,
  type Stage,
  type StageKindName,
  type Standing,
  simpleGraph,
  stageKind,
  stageKindNames,
  stageOf,
  transitions,
  type WorkflowEvent,
} from "./index.ts";

const reviewed = simpleGraph({ people: 2, review: true });
const plain = simpleGraph({ people: 1, review: false });
const standing: Standing = { accepted: 0, needed: 2, places: 2, visits: {}, read: () => undefined };
const done = (stage: string, outcome: string, chance = 0): WorkflowEvent => ({
  kind: "done",
  stage,
  outcome,
  made: "answer",
  chance: () => chance,
});

test("a new item gets a place for each answer that it needs", () => {
  expect(transitions(reviewed, { ...standing, needed: 0, places: 0 }, { kind: "added" })).toEqual([
    { do: "open", stage: "answer", n: 0, about: "item", selected: null },
    { do: "open", stage: "answer", n: 1, about: "item", selected: null },
  ]);
});

test("an answer waits for its review, and is finished when it is accepted or fixed", () => {
  expect(transitions(reviewed, standing, done("answer", "submit"))).toEqual([
    { do: "wait" },
    { do: "open", stage: "review", n: 0, about: "answer", selected: null },
  ]);
  for (const outcome of ["accept", "fix"])
    expect(transitions(reviewed, standing, done("review", outcome))).toEqual([{ do: "accept" }]);
});

test("the last answer that is needed finishes the item", () => {
  const last = { ...standing, accepted: 1 };
  expect(transitions(reviewed, last, done("review", "accept"))).toEqual([{ do: "accept" }, { do: "finish" }]);
  expect(transitions(plain, { ...standing, needed: 1 }, done("answer", "submit"))).toEqual([
    { do: "accept" },
    { do: "finish" },
  ]);
});

test("a return goes to the author; a rejection opens the place for another person", () => {
  expect(transitions(reviewed, standing, done("review", "return"))).toEqual([{ do: "return" }]);
  const open = { do: "open", stage: "answer", n: 2, about: "item", selected: null };
  expect(transitions(reviewed, standing, done("review", "reject"))).toEqual([{ do: "reject" }, open]);
  expect(transitions(reviewed, standing, { kind: "given-up", made: "answer" })).toEqual([
    { do: "reject" },
    open,
  ]);
});

test("a share is drawn, and the slot says with which probability it was opened", () => {
  const sampled = simpleGraph({ people: 1, review: true, share: 0.2 });
  expect(transitions(sampled, standing, done("answer", "submit", 0.2))).toEqual([{ do: "accept" }]);
  expect(transitions(sampled, standing, done("answer", "submit", 0.19))[1]).toMatchObject({
    do: "open",
    stage: "review",
    selected: 0.2,
  });
});

test("edits follow reviews, and answers that no review was drawn for", () => {
  const edited = simpleGraph({ people: 1, review: true, share: 0.5, edit: true });
  const open = { do: "open", stage: "edit", n: 0, about: "answer", selected: null };
  expect(transitions(edited, standing, done("review", "fix"))).toEqual([{ do: "wait" }, open]);
  expect(transitions(edited, standing, done("answer", "submit", 0.9))).toEqual([{ do: "wait" }, open]);
  expect(transitions(edited, { ...standing, needed: 1 }, done("edit", "keep"))).toEqual([
    { do: "accept" },
    { do: "finish" },
  ]);
});

test("a condition decides by the item's attributes", () => {
  const graph = simpleGraph({ people: 1, review: true });
  graph.stages[0]!.on.submit = [{ to: "review", when: { of: "attribute", name: "domain", in: ["law"] } }];
  const inDomain = (domain: string) => ({ ...standing, read: () => domain });
  expect(transitions(graph, inDomain("law"), done("answer", "submit"))[0]).toEqual({ do: "wait" });
  expect(transitions(graph, inDomain("art"), done("answer", "submit"))[0]).toEqual({ do: "accept" });
});

test("a graph of the first release is read as the second version's", () => {
  const stage = { people: 1, group: 1, sample: 1 };
  const stored = {
    version: 1,
    stages: [
      { ...stage, name: "answer", work: "answer", people: 3, role: "trainer", next: "review" },
      { ...stage, name: "review", work: "review", role: "reviewer", sample: 0.25, next: null },
    ],
  };
  expect(readGraph(stored)).toEqual(simpleGraph({ people: 3, review: true, share: 0.25 }));
});

test("a stage takes one person of the first group unless its graph says otherwise, and a group may be 0", () => {
  const stage = { kind: "answer", form: "main", needs: [] };
  const graph = readGraph({
    version: 2,
    stages: [
      { ...stage, key: "one" },
      { ...stage, key: "two", group: 0 },
    ],
  });
  expect(graph.stages).toMatchObject([
    { people: 1, group: 1 },
    { people: 1, group: 0 },
  ]);
});

test("a graph with unknown stages, outcomes or a wrong start is refused in words", () => {
  const graph = simpleGraph({ people: 1, review: true });
  graph.stages[0]!.on.submit = [{ to: "nowhere" }];
  graph.stages[1]!.on.return = [{ to: "answer" }];
  graph.stages.reverse();
  expect(faultsOf(graph)).toHaveLength(3);
  expect(faultsOf(reviewed)).toEqual([]);
});

const keys = ["s0", "s1", "s2", "s3", "s4", "s5"];
const edge = fc.record(
  {
    to: fc.constantFrom(...keys),
    share: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    when: fc.constantFrom("a", "b").map((value) => ({ of: "attribute" as const, name: "x", equals: value })),
  },
  { requiredKeys: ["to"] },
);
const stageOfKind = (key: string, kind: StageKindName) =>
  fc
    .record({ people: fc.integer({ min: 1, max: 3 }), edges: fc.array(fc.array(edge, { maxLength: 3 })) })
    .map(({ people, edges }): Stage => {
      const { outcomes, needs } = stageKind(kind);
      const forward = Object.keys(outcomes).filter((outcome) => outcomes[outcome] === "forward");
      const on = Object.fromEntries(forward.map((outcome, at) => [outcome, edges[at] ?? []]));
      return { key, kind, form: null, people, group: 1, needs: [...needs], on };
    });
const kindOf = (at: number) =>
  at === 0 ? fc.constant<StageKindName>("answer") : fc.constantFrom(...stageKindNames);
const graphs: fc.Arbitrary<Graph> = fc
  .tuple(...keys.map((key, at) => kindOf(at).chain((kind) => stageOfKind(key, kind))))
  .map((stages) => ({ version: 2, stages }));

test("every graph ends every item, and leaves no work open behind it", () => {
  fc.assert(
    fc.property(graphs, fc.infiniteStream(fc.nat(999)), fc.constantFrom("a", "b"), (graph, numbers, x) => {
      const draw = () => numbers.next().value! / 1000;
      expect(liveThrough(graph, draw, x)).toEqual({ isFinished: true, open: 0 });
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) },
  );
});

test("a loop that nothing leaves ends all the same", () => {
  const graph = simpleGraph({ people: 1, review: true, edit: true });
  graph.stages[2]!.on = { edit: [{ to: "review" }], keep: [{ to: "review" }] };
  expect(liveThrough(graph, () => 0, "a")).toEqual({ isFinished: true, open: 0 });
});

interface Work {
  stage: string;
  /** The answer that the work is about, or makes. */
  answer: { made: string; visits: Record<string, number> } | null;
}

/** Does an item's work in any order with any outcomes, until none is left. */
function liveThrough(graph: Graph, draw: () => number, x: string) {
  let [accepted, needed, places, isFinished] = [0, 0, 0, false];
  const opened: Record<string, number> = {};
  const open: Work[] = [];
  const apply = (event: WorkflowEvent, work: Work) => {
    const visits = { ...work.answer?.visits, ...opened };
    const next = transitions(graph, { accepted, needed, places, visits, read: () => x }, event);
    for (const step of next) {
      if (step.do === "open" && step.about === "item") {
        open.push({ stage: step.stage, answer: null });
        opened[step.stage] = (opened[step.stage] ?? 0) + 1;
        needed += 1;
        places += 1;
      } else if (step.do === "open") {
        work.answer!.visits[step.stage] = (work.answer!.visits[step.stage] ?? 0) + 1;
        open.push({ stage: step.stage, answer: work.answer });
      } else if (step.do === "return") open.push({ stage: work.answer!.made, answer: work.answer });
      else if (step.do === "reject") needed -= 1;
      else if (step.do === "accept") accepted += 1;
      else if (step.do === "finish") isFinished = true;
    }
  };
  apply({ kind: "added" }, { stage: graph.stages[0]!.key, answer: null });
  for (let steps = 0; open.length > 0; steps++) {
    if (steps > 5000) break;
    const [work] = open.splice(Math.floor(draw() * open.length), 1) as [Work];
    const { kind } = stageOf(graph, work.stage);
    if (stageKind(kind).subject === "item") work.answer = { made: work.stage, visits: {} };
    const outcomes = Object.keys(stageKind(kind).outcomes);
    const outcome = outcomes[Math.floor(draw() * outcomes.length)]!;
    apply({ kind: "done", stage: work.stage, outcome, made: work.answer!.made, chance: draw }, work);
  }
  return { isFinished, open: open.length };
}
