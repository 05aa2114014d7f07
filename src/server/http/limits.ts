import type { AnyEndpoint } from "#contract/endpoint.ts";

/** Doors at which somebody could guess: few tries for an address and a quarter of an hour. */
const GUARDED = new Set([
  "/api/sign-in",
  "/api/sign-in/link",
  "/api/sign-in/link/inspect",
  "/api/me/password",
]);

/** The rate limit of an endpoint, in the terms of @fastify/rate-limit; false for none. */
export function limitOf(endpoint: AnyEndpoint): false | { max: number; timeWindow: number } {
  return GUARDED.has(endpoint.path) ? { max: 20, timeWindow: 15 * 60_000 } : false;
}
