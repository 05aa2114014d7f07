export * from "./compare.ts";
export * from "./entry.ts";
export * from "./list-diff.ts";
export * from "./markdown.ts";
export * from "./markers.ts";
export * from "./merge.ts";
export * from "./outline.ts";
export * from "./scope.ts";
