export * from "./entry.ts";
export * from "./outline.ts";
