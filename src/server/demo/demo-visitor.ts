import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import type { AnyEndpoint, Input } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";

/** Somebody of the demo at their browser: every step of its history goes through the product's own door. */
export interface DemoVisitor {
  id: string;
  name: string;
  ask<E extends AnyEndpoint>(endpoint: E, input: Input<E>): Promise<z.output<E["result"]>>;
}

/** Follows a sign-in link and stays signed in. */
export async function enter(app: FastifyInstance, link: string): Promise<DemoVisitor> {
  const token = link.split("#")[1]!;
  const first = await send(app, "", contract.accounts.followLink, { body: { token } } as Input<AnyEndpoint>);
  const cookie = String(first.headers["set-cookie"]).split(";")[0]!;
  const me = first.json() as { id: string; name: string };
  return {
    id: me.id,
    name: me.name,
    ask: async (endpoint, input) => (await send(app, cookie, endpoint, input)).json(),
  };
}

async function send(app: FastifyInstance, cookie: string, endpoint: AnyEndpoint, input: Input<AnyEndpoint>) {
  const {
    params = {},
    query = {},
    body,
    file,
  } = input as {
    params?: Record<string, string>;
    query?: Record<string, string>;
    body?: object;
    file?: Blob;
  };
  const path = endpoint.path.replace(/:(\w+)/g, (_: string, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const response = await app.inject({
    method: endpoint.method,
    url: path,
    query,
    headers: {
      cookie,
      "x-plumbline": "demo",
      "user-agent": "Plumbline demo",
      ...(file && { "content-type": "application/octet-stream" }),
    },
    ...(file ? { payload: Buffer.from(await file.arrayBuffer()) } : body !== undefined && { payload: body }),
  });
  if (response.statusCode >= 400) {
    throw new Error(`demo: ${endpoint.method} ${path}: ${response.statusCode} ${response.body}`);
  }
  return response;
}
