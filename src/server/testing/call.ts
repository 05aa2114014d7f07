import type { z } from "zod";
import type { AnyEndpoint, Input } from "#contract/endpoint.ts";
import type { Problem } from "#contract/entities.ts";

/** Somebody at the door: whose requests carry this cookie or key. */
export interface Visitor {
  url: string;
  headers: Record<string, string>;
}

export type Outcome<E extends AnyEndpoint> =
  | { status: number; ok: true; data: z.output<E["result"]>; headers: Headers }
  | { status: number; ok: false; problem: Problem; headers: Headers };

/** Sends one request of the contract over real HTTP, as a browser page of ours would. */
export async function call<E extends AnyEndpoint>(
  visitor: Visitor,
  endpoint: E,
  input: Input<E>,
): Promise<Outcome<E>> {
  const {
    params = {},
    query = {},
    body,
    file,
    key,
  } = input as {
    params?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
    file?: Blob;
    key?: string;
  };
  const path = endpoint.path.replace(/:(\w+)/g, (_: string, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const url = new URL(path, visitor.url);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const response = await fetch(url, {
    method: endpoint.method,
    headers: {
      "x-plumbline": "test",
      ...(key && { "idempotency-key": key }),
      ...(file
        ? { "content-type": "application/octet-stream" }
        : body !== undefined && { "content-type": "application/json" }),
      ...visitor.headers,
    },
    ...(file ? { body: file } : body !== undefined && { body: JSON.stringify(body) }),
  });
  const { status, headers } = response;
  const answer =
    endpoint.transfer === "download" && response.ok ? await response.text() : await response.json();
  return response.ok
    ? { status, headers, ok: true, data: answer }
    : { status, headers, ok: false, problem: answer };
}

/** Like `call`, for what must succeed. */
export async function must<E extends AnyEndpoint>(
  visitor: Visitor,
  endpoint: E,
  input: Input<E>,
): Promise<z.output<E["result"]>> {
  const outcome = await call(visitor, endpoint, input);
  if (!outcome.ok)
    throw new Error(`${endpoint.method} ${endpoint.path}: ${outcome.status} ${outcome.problem.message}`);
  return outcome.data;
}
