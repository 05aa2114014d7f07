export type { Place } from "./place.ts";
export { Threads } from "./threads.tsx";
