export type { EmbeddedConnection } from "./access.ts";
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from "./start-embedded.ts";
export { StartError, type StartErrorCode } from "./start-error.ts";
