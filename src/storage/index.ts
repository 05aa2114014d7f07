export { createFileStore } from "./fs.ts";
export { createMemoryStore } from "./memory.ts";
export type { Store } from "./store.ts";
