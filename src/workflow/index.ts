export * from "./graph.ts";
export * from "./rounds.ts";
export * from "./simple-graph.ts";
export type * from "./stage-kind.ts";
export * from "./stages/index.ts";
export * from "./transitions.ts";
