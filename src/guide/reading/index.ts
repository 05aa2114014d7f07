export { type ReadEntry, type ReadGuide, readEntries } from "./read-entries.ts";
export { readGuide } from "./read-guide.ts";
export type { FoundReference } from "./references.ts";
export { type LeftOut, UnreadableGuide } from "./source.ts";
