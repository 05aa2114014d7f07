export * from "./entry.ts";
export * from "./markdown.ts";
export * from "./markers.ts";
export * from "./outline.ts";
