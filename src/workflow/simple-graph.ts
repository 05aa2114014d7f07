import { type Edge, type Graph, MAIN_FORM, type Stage } from "./graph.ts";
import { type StageKindName, stageKind } from "./stages/index.ts";

/**
 * The graph that a project's settings ask for: answers by `people`, then, with `review`, a review of a share of them,
 * then, with `edit`, an edit of each answer that got so far.
 */
export function simpleGraph(options: {
  people: number;
  review: boolean;
  share?: number;
  edit?: boolean;
}): Graph {
  const { people, review, share = 1, edit = false } = options;
  const steps: { kind: StageKindName; share: number }[] = [{ kind: "answer", share: 1 }];
  if (review) steps.push({ kind: "review", share });
  if (edit) steps.push({ kind: "edit", share: 1 });
  const edgesBehind = (at: number): Edge[] =>
    steps
      .slice(at + 1)
      .map((step) => (step.share < 1 ? { to: step.kind, share: step.share } : { to: step.kind }));
  const stages = steps.map(({ kind }, at): Stage => {
    const { outcomes, needs } = stageKind(kind);
    const edges = edgesBehind(at);
    const forward = Object.keys(outcomes).filter((outcome) => outcomes[outcome] === "forward");
    return {
      key: kind,
      kind,
      form: at === 0 ? MAIN_FORM : null,
      people: at === 0 ? people : 1,
      group: 1,
      needs: [...needs],
      on: edges.length === 0 ? {} : Object.fromEntries(forward.map((outcome) => [outcome, edges])),
    };
  });
  return { version: 2, stages };
}
