import type { z } from "zod";
import type { AnyEndpoint, Group, Input } from "#contract/endpoint.ts";
import { ConnectionError, problemOf } from "./errors.ts";
import { fileNameOf, initOf, type LooseInput, pathOf } from "./request.ts";
import { type OnProgress, uploadWithProgress } from "./upload.ts";

/** A file on its way in: read `body` as it comes. `size` is null where the server makes the bytes on the way. */
export interface Received {
  name: string;
  type: string;
  size: number | null;
  body: ReadableStream<Uint8Array>;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Uploads of a Blob in a browser: how far they are. */
  onProgress?: OnProgress;
}

type Result<E extends AnyEndpoint> = E["transfer"] extends "download" ? Received : z.output<E["result"]>;
type Optional<T> = Partial<T> extends T ? true : false;

/** One endpoint as a function: its input is optional where nothing in it is required. */
type Call<E extends AnyEndpoint> =
  Optional<Input<E>> extends true
    ? (input?: Input<E>, options?: CallOptions) => Promise<Result<E>>
    : (input: Input<E>, options?: CallOptions) => Promise<Result<E>>;
export type GroupClient<G extends Group> = { [K in keyof G]: Call<G[K]> };

export interface ClientOptions {
  /** Where the server is, without a slash at the end; empty in a page that the server itself sent. */
  url?: string;
  /** Sent with every request, e.g. `authorization: Bearer <key>`. */
  headers?: Record<string, string>;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Check every answer against the contract; costs time, and a browser does without. */
  validate?: boolean;
}

/** Functions for one group of endpoints, typed by its contract. */
export function connectGroup<G extends Group>(group: G, options: ClientOptions = {}): GroupClient<G> {
  const calls = Object.entries(group).map(([name, endpoint]) => [name, connect(endpoint, options)]);
  return Object.fromEntries(calls) as GroupClient<G>;
}

/** Functions for several groups at once, e.g. the whole contract. */
export function connectGroups<C extends Record<string, Group>>(
  groups: C,
  options: ClientOptions = {},
): { [K in keyof C]: GroupClient<C[K]> } {
  const clients = Object.entries(groups).map(([name, group]) => [name, connectGroup(group, options)]);
  return Object.fromEntries(clients) as { [K in keyof C]: GroupClient<C[K]> };
}

function connect(endpoint: AnyEndpoint, options: ClientOptions) {
  const send = options.fetch ?? ((url, init) => fetch(url, init));
  return async (input: LooseInput = {}, { signal, onProgress }: CallOptions = {}): Promise<unknown> => {
    const url = (options.url ?? "") + pathOf(endpoint, input);
    const init = initOf(endpoint, input, options.headers ?? {});
    let response: Response;
    try {
      const watched = onProgress && input.file instanceof Blob && typeof XMLHttpRequest !== "undefined";
      response = watched
        ? await uploadWithProgress(url, init, onProgress, signal)
        : await send(url, signal ? { ...init, signal } : init);
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ConnectionError(error);
    }
    if (!response.ok) throw await problemOf(response);
    if (endpoint.transfer === "download") return received(response);
    const body: unknown = await response.json().catch((error: unknown) => {
      throw new ConnectionError(error);
    });
    return options.validate ? endpoint.result.parse(body) : body;
  };
}

function received(response: Response): Received {
  const size = response.headers.get("content-length");
  return {
    name: fileNameOf(response.headers.get("content-disposition"), "download"),
    type: response.headers.get("content-type") ?? "application/octet-stream",
    size: size === null ? null : Number(size),
    body: response.body ?? new ReadableStream({ start: (controller) => controller.close() }),
  };
}
