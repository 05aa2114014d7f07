import { z } from "zod";
import { endpoint, Scope } from "./endpoint.ts";
import { Id, Time } from "./entities.ts";

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(Scope),
  projectId: Id.nullable(),
  createdAt: Time,
  lastUsedAt: Time.nullable(),
  expiresAt: Time.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const keys = {
  list: endpoint({
    method: "GET",
    path: "/api/keys",
    summary: "One's own API keys",
    scope: "admin",
    result: z.object({ rows: z.array(ApiKey) }),
  }),
  create: endpoint({
    method: "POST",
    path: "/api/keys",
    summary: "Make an API key; the secret is shown this once",
    scope: "admin",
    body: z.object({
      name: z.string().trim().min(1).max(100),
      scopes: z.array(Scope).min(1).max(Scope.options.length),
      projectId: Id.nullable().default(null),
      days: z.number().int().min(1).max(3650).nullable().default(null),
    }),
    result: z.object({ key: ApiKey, secret: z.string() }),
  }),
  revoke: endpoint({
    method: "DELETE",
    path: "/api/keys/:key",
    summary: "Revoke an API key and the keys made with it; owners and admins revoke anyone's",
    scope: "admin",
  }),
};
