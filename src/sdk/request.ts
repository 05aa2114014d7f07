import type { AnyEndpoint } from "#contract/endpoint.ts";

/** What a caller may give to any endpoint, before its types narrow it. */
export interface LooseInput {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  file?: Blob | ReadableStream<Uint8Array>;
  key?: string;
}

/**
 * Path and query of a request.
 * @throws Error where the path names a parameter that is not given
 */
export function pathOf(endpoint: Pick<AnyEndpoint, "path">, input: LooseInput = {}): string {
  const path = String(endpoint.path).replace(/:(\w+)/g, (_, name: string) => {
    const value = input.params?.[name];
    if (value === undefined || value === "") throw new Error(`${endpoint.path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Method, headers and body. Every change carries an idempotency key: the caller's own, or a fresh one. */
export function initOf(endpoint: AnyEndpoint, input: LooseInput, extra: Record<string, string>): RequestInit {
  const headers: Record<string, string> = { accept: "application/json", ...extra };
  if (endpoint.method !== "GET") headers["idempotency-key"] = input.key ?? crypto.randomUUID();
  if (endpoint.transfer === "upload") {
    headers["content-type"] = "application/octet-stream";
    // Streams go out while they are read; browsers want to hear that the answer comes after.
    return { method: endpoint.method, headers, body: input.file ?? null, duplex: "half" } as RequestInit;
  }
  if (endpoint.transfer === "download") headers.accept = "*/*";
  if (input.body === undefined) return { method: endpoint.method, headers };
  headers["content-type"] = "application/json";
  return { method: endpoint.method, headers, body: JSON.stringify(input.body) };
}

/** The name in a content-disposition header; the fallback where there is none. */
export function fileNameOf(disposition: string | null, fallback: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1] ?? fallback;
}
