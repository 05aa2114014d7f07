import { z } from "zod";

/** What an API key may do, coarse on purpose: each endpoint names one. */
export const Scope = z.enum(["read", "write", "work", "admin"]);
export type Scope = z.infer<typeof Scope>;

/** Reads that are heavy for the server, of which few run at once. */
export type Lane = "lists" | "files";

/** One HTTP operation: the single source of its path, its types, its validation and its documentation. */
export interface Endpoint<
  Path extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Result extends z.ZodType = z.ZodType,
  Transfer extends "json" | "upload" | "download" = "json" | "upload" | "download",
> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: Path;
  summary: string;
  scope: Scope;
  /**
   * For whom a project's agreements are not in force at this door: nobody; who hands in what they were given before;
   * or everybody, as here they are read and signed.
   */
  unsigned: "refused" | "hands-in" | "admitted";
  /** How bytes travel: JSON both ways, a raw file in, or a file out. */
  transfer: Transfer;
  /** The largest body in bytes; an upload's file is not counted. See `mostValues` for what may be in it. */
  limit: number;
  /** What it waits in line with, where one request can take seconds: `lists` are looked at, `files` taken away. */
  lane: Lane | null;
  query: Query;
  body: Body;
  result: Result;
}

/** The named pieces of a path: `{ project: string }` of "/api/projects/:project". */
export type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name | keyof Params<Rest>]: string }
  : Path extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : {};

export const KB = 1024;
const USUAL_LIMIT = 16 * KB;

/** How many values a body of an endpoint may hold, nested ones counted too: small text can be a large object. */
export const mostValues = (limit: number): number => limit / 16;

const nothing = z.undefined();
type Nothing = typeof nothing;
const done = z.object({ ok: z.literal(true) });
type Done = typeof done;

/** Describes an operation; query, body and result default to nothing, nothing and `{ ok: true }`, its limit to 16 KB. */
export function endpoint<
  const Path extends string,
  Result extends z.ZodType = Done,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
  const Transfer extends "json" | "upload" | "download" = "json",
>(e: {
  method: Endpoint["method"];
  path: Path;
  summary: string;
  scope: Scope;
  unsigned?: Endpoint["unsigned"];
  transfer?: Transfer;
  limit?: number;
  lane?: Lane;
  query?: Query;
  body?: Body;
  result?: Result;
}): Endpoint<Path, Query, Body, Result, Transfer> {
  const usual = {
    query: nothing,
    body: nothing,
    result: done,
    unsigned: "refused",
    transfer: "json",
    limit: USUAL_LIMIT,
    lane: null,
  };
  return { ...usual, ...e } as unknown as Endpoint<Path, Query, Body, Result, Transfer>;
}

/** An endpoint of any shape, for code that handles them all alike. */
export type AnyEndpoint = Endpoint<any, any, any, any, any>;

/** What a caller sends: params, query and body, each only when the endpoint has it; an upload takes a file. */
export type Input<E extends AnyEndpoint> = (keyof Params<E["path"]> extends never
  ? {}
  : { params: Params<E["path"]> }) &
  (E["query"] extends Nothing
    ? {}
    : {} extends z.input<E["query"]>
      ? { query?: z.input<E["query"]> }
      : { query: z.input<E["query"]> }) &
  (E["body"] extends Nothing ? {} : { body: z.input<E["body"]> }) &
  (E["transfer"] extends "upload" ? { file: Blob | ReadableStream<Uint8Array> } : {}) & { key?: string };

/** What a handler receives: the same, parsed. */
export type Parsed<E extends AnyEndpoint> = {
  params: Params<E["path"]>;
  query: z.output<E["query"]>;
  body: z.output<E["body"]>;
};

/** A file on its way out: bytes are made while they are sent. */
export interface Download {
  name: string;
  type: string;
  bytes: AsyncIterable<Uint8Array>;
  size?: number;
}

/** What a handler returns. */
export type Answer<E extends AnyEndpoint> = E["transfer"] extends "download"
  ? Download
  : z.input<E["result"]>;

/** The endpoints of one feature, by name. */
export type Group = Record<string, AnyEndpoint>;
