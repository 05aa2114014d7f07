import { type Contract, contract } from "#contract/index.ts";
import { type ClientOptions, connectGroups, type GroupClient } from "./client.ts";

export type { CallOptions, ClientOptions, GroupClient, Received } from "./client.ts";
export { connectGroup, connectGroups } from "./client.ts";
export { ApiError, ConnectionError, isPassing } from "./errors.ts";
export { pathOf } from "./request.ts";

export type Client = { [F in keyof Contract]: GroupClient<Contract[F]> };

/**
 * Every operation of a Plumbline server as a typed function: `client.projects.list()`.
 *
 * A change carries an idempotency key. To retry one whose answer was lost, pass the same `key` again.
 * @throws ApiError where the server refuses; ConnectionError where no answer came
 */
export function createClient(options: ClientOptions): Client {
  return connectGroups(contract, options);
}
