export type { EmbeddedConnection } from "./access.ts";
export { isFree } from "./owner-lock.ts";
export { type EmbeddedPostgres, startEmbedded } from "./start-embedded.ts";
