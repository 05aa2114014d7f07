export type { ReadGuide } from "./read-entries.ts";
export { readGuide } from "./read-guide.ts";
export { UnreadableGuide } from "./source.ts";
