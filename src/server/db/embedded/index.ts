export type { EmbeddedConnection } from "./access.ts";
export { isFree } from "./owner-lock.ts";
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from "./start-embedded.ts";
export { StartError, type StartErrorCode } from "./start-error.ts";
