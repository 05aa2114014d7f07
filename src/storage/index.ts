export { createFileStore } from "./fs.ts";
export { makeFolder } from "./make-folder.ts";
export { createMemoryStore } from "./memory.ts";
export type { Store } from "./store.ts";
