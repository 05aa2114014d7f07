import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isBroken } from "#content/index.ts";
import type { Answer, AnyEndpoint, Download, Group, Parsed } from "#contract/endpoint.ts";
import { AppError } from "../errors.ts";
import type { Services } from "../services.ts";
import { identify } from "./auth.ts";
import { giveTime } from "./body-time.ts";
import { type Context, createContext } from "./context.ts";
import { clearedCookie, readCookie, sessionCookie } from "./cookies.ts";
import { inLane } from "./lanes.ts";
import { guard } from "./limits.ts";
import { type Caller, hasAgreed, type Policy, type Rule } from "./policy.ts";
import { tidyInput } from "./tidy-input.ts";
import { whileAlive } from "./while-alive.ts";

/** What a handler gets: the parsed request, and for an upload its bytes. */
export type Request<E extends AnyEndpoint> = Parsed<E> &
  (E["transfer"] extends "upload" ? { file: Readable } : unknown);
export type Handlers<G extends Group> = {
  [K in keyof G]: (request: Request<G[K]>, context: Context) => Promise<Answer<G[K]>>;
};

/**
 * Turns a feature's contract into routes. For each request: who is it, may they, is the input valid; then the
 * handler; then its answer through the contract's schema, which drops every key that the contract does not name.
 */
export function implement<G extends Group>(
  app: FastifyInstance,
  services: Services,
  group: G,
  policy: Policy<G>,
  handlers: Handlers<G>,
): void {
  const callers = new WeakMap<FastifyRequest, Caller | null>();
  for (const name of Object.keys(group) as (keyof G & string)[]) {
    const endpoint: AnyEndpoint = group[name]!;
    const rule = policy[name]!;
    const handler = handlers[name] as unknown as (request: unknown, context: Context) => Promise<unknown>;
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      bodyLimit: endpoint.limit,
      // Before the body is read: nobody makes the server read, count or parse what they may not send.
      onRequest: async (request) => {
        const caller = await whileAlive(services.pulse, () => admit(request, endpoint, rule, services));
        callers.set(request, caller);
      },
      handler: async (request, reply) => {
        const caller = callers.get(request) ?? null;
        const input = parse(request, endpoint);
        if (endpoint.transfer === "upload") giveTime(request.raw);
        const context = createContext({
          caller,
          services: endpoint.lane ? { ...services, database: services.database.heavy } : services,
          log: request.log as Context["log"],
          address: request.ip,
          userAgent: request.headers["user-agent"]?.slice(0, 300) ?? null,
          idempotency: idempotencyOf(request, endpoint),
          setSession: (token) => {
            const secure = services.baseUrl.startsWith("https:");
            reply.header("set-cookie", token ? sessionCookie(token, secure) : clearedCookie(secure));
          },
        });
        const asked = { endpoint, request, caller, body: input.body };
        const act = () =>
          guard(services.database.pool, asked, () => inLane(asked, reply, () => handler(input, context)));
        const answer = await (takesLong(endpoint) ? act() : whileAlive(services.pulse, act));
        return send(reply, endpoint, answer);
      },
    });
  }
}

/** Files on their way in or out go on when the database comes back. */
const takesLong = ({ transfer, lane }: AnyEndpoint) => transfer !== "json" || lane === "files";

/**
 * Who calls, where they may.
 * @throws AppError unauthenticated, forbidden, agreement_needed, foreign_origin; not_found also for what is not theirs to see
 */
async function admit(request: FastifyRequest, endpoint: AnyEndpoint, rule: Rule, services: Services) {
  const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  const session = readCookie(request.headers.cookie, services.baseUrl.startsWith("https:"));
  if (!key && endpoint.method !== "GET") refuseForeign(request, services.baseUrl);
  const params = request.params as Record<string, string>;
  for (const [piece, value] of Object.entries(params)) {
    const fits = piece === "name" ? !isBroken(value) : UUID.test(value); // all but a file's name are ids
    if (!fits) throw new AppError("not_found");
  }
  const { project = null } = params;
  const { caller, projectFound } = await identify(services.database.pool, { key, session }, project);
  if (rule(null)) return caller;
  if (caller === null) throw new AppError("unauthenticated");
  if (caller.onlyProject !== null && caller.onlyProject !== project)
    throw new AppError("forbidden", { message: "This key is for one project only: give the project's id." });
  if (project !== null && !projectFound) throw new AppError("not_found");
  if (caller.scopes && !caller.scopes.includes(endpoint.scope))
    throw new AppError("forbidden", { message: `This key lacks the scope ${endpoint.scope}.` });
  if (!rule(caller)) throw new AppError("forbidden");
  if (!hasAgreed(caller, endpoint)) throw new AppError("agreement_needed");
  return caller;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A browser's changes must come from our own pages: a header that no foreign form can send, and the origin. */
function refuseForeign(request: FastifyRequest, baseUrl: string): void {
  const { origin, host } = request.headers;
  const ours = !origin || origin === baseUrl || origin === `http://${host}` || origin === `https://${host}`;
  if (!ours || request.headers["x-plumbline"] === undefined) throw new AppError("foreign_origin");
}

interface Input {
  params: unknown;
  query: unknown;
  body: unknown;
  file?: Readable;
}

function parse(request: FastifyRequest, endpoint: AnyEndpoint): Input {
  const fields: Record<string, string> = {};
  const check = (part: "query" | "body", value: unknown) => {
    const parsed = endpoint[part].safeParse(tidyInput(value));
    for (const issue of parsed.error?.issues ?? []) fields[issue.path.join(".") || part] ??= issue.message;
    return parsed.data;
  };
  if (endpoint.transfer === "upload" && request.body != null && !(request.body instanceof Readable))
    throw new AppError("malformed", { message: "Send a file as application/octet-stream." });
  if (endpoint.transfer !== "upload" && request.body instanceof Readable)
    throw new AppError("malformed", { message: "Send JSON as application/json." });
  const hasQuery = endpoint.query.def.type !== "undefined";
  const hasBody = endpoint.body.def.type !== "undefined";
  const input = {
    params: request.params,
    query: hasQuery ? check("query", request.query) : undefined,
    body: hasBody ? check("body", request.body ?? {}) : undefined,
    ...(endpoint.transfer === "upload" && {
      file: request.body instanceof Readable ? request.body : request.raw,
    }),
  };
  if (Object.keys(fields).length > 0) {
    const [first] = Object.entries(fields);
    throw new AppError("invalid", { message: `${first![0]}: ${first![1]}`, fields });
  }
  return input;
}

function idempotencyOf(request: FastifyRequest, endpoint: AnyEndpoint) {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || endpoint.method === "GET") return null;
  if (key.length < 8 || key.length > 200)
    throw new AppError("malformed", { message: "idempotency key: 8 to 200 characters" });
  const body = endpoint.transfer === "upload" ? "" : JSON.stringify(request.body ?? null);
  return { key, request: createHash("sha256").update(`${request.method} ${request.url}\n${body}`).digest() };
}

function send(reply: FastifyReply, endpoint: AnyEndpoint, answer: unknown): FastifyReply {
  if (endpoint.transfer !== "download")
    return reply.header("cache-control", "no-store").send(endpoint.result.parse(answer ?? { ok: true }));
  const file = answer as Download;
  if (file.size !== undefined) reply.header("content-length", file.size);
  return reply
    .header("content-type", file.type)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header("content-security-policy", "sandbox; default-src 'none'")
    .header("cache-control", "no-store")
    .send(Readable.from(file.bytes, { objectMode: false, highWaterMark: 1 << 18 }));
}
