import { z } from "zod";
import { SpokenLanguage } from "#content/index.ts";
import { endpoint } from "./endpoint.ts";
import { changesTo, Id, OrganizationRole, Time } from "./entities.ts";
import { ApiKey } from "./keys.ts";

/** How a person likes the screens: kept on the server, so that it follows them. */
export const Preferences = z.object({
  theme: z.enum(["system", "light", "dark"]).default("system"),
  textSize: z.number().min(14).max(24).default(17),
  lineWidth: z.number().min(45).max(100).default(70),
  singleKeys: z.boolean().default(true),
  keys: z.record(z.string().max(60), z.string().max(20)).default({}),
  locale: z.string().max(35).default("en"),
  timeZone: z.string().max(60).default("UTC"),
});
export type Preferences = z.infer<typeof Preferences>;

export const Me = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  role: OrganizationRole,
  organization: z.object({ id: Id, name: z.string() }),
  hasPassword: z.boolean(),
  preferences: Preferences,
  /** What work may be offered in; an admin sets them. */
  languages: z.array(SpokenLanguage),
});
export type Me = z.infer<typeof Me>;

export const Session = z.object({
  id: Id,
  current: z.boolean(),
  userAgent: z.string().nullable(),
  createdAt: Time,
  seenAt: Time,
});
export type Session = z.infer<typeof Session>;

/** An API key, as a recovery asks about it. */
export const LinkKey = ApiKey.pick({ id: true, name: true, prefix: true, scopes: true, lastUsedAt: true });
export type LinkKey = z.infer<typeof LinkKey>;

const Password = z.string().min(10, "at least 10 characters").max(200);

export const accounts = {
  me: endpoint({ method: "GET", path: "/api/me", summary: "Who is signed in", scope: "read", result: Me }),
  signIn: endpoint({
    method: "POST",
    path: "/api/sign-in",
    summary: "Sign in with an address and a password",
    scope: "admin",
    /** The address as it is looked up, and as wrong guesses at it are counted. */
    body: z.object({ email: z.string().max(320).trim().toLowerCase(), password: z.string().max(200) }),
    result: Me,
  }),
  followLink: endpoint({
    method: "POST",
    path: "/api/sign-in/link",
    summary:
      "Sign in with a single-use link. An invitation sets name and password; a recovery ends all sessions",
    scope: "admin",
    body: z.object({
      token: z.string().max(100),
      password: Password.optional(),
      name: z.string().max(120).optional(),
      /** What happens to the person's API keys: a recovery needs it where there are any. */
      keys: z.enum(["keep", "revoke"]).optional(),
    }),
    result: Me,
  }),
  inspectLink: endpoint({
    method: "POST",
    path: "/api/sign-in/link/inspect",
    summary: "What a link is for, without using it",
    scope: "admin",
    body: z.object({ token: z.string().max(100) }),
    result: z.object({
      purpose: z.enum(["invitation", "recovery", "demo"]),
      name: z.string(),
      organization: z.string(),
      /** The API keys to keep or revoke in a recovery. */
      keys: z.array(LinkKey),
    }),
  }),
  signOut: endpoint({ method: "POST", path: "/api/sign-out", summary: "End this session", scope: "admin" }),
  update: endpoint({
    method: "PATCH",
    path: "/api/me",
    summary: "Change one's own name, address or preferences; another address needs the password",
    scope: "admin",
    body: z.object({
      name: z.string().trim().min(1).max(120).optional(),
      email: z.email().max(320).optional(),
      /** The present password, where there is one and an address to replace. */
      current: z.string().max(200).optional(),
      preferences: changesTo(Preferences).optional(),
    }),
    result: Me,
  }),
  setPassword: endpoint({
    method: "PUT",
    path: "/api/me/password",
    summary: "Set or change one's own password; other sessions end",
    scope: "admin",
    body: z.object({ current: z.string().max(200).optional(), next: Password }),
  }),
  sessions: endpoint({
    method: "GET",
    path: "/api/me/sessions",
    summary: "One's own sessions",
    scope: "admin",
    result: z.object({ rows: z.array(Session) }),
  }),
  revokeSession: endpoint({
    method: "DELETE",
    path: "/api/me/sessions/:session",
    summary: "End one of one's own sessions",
    scope: "admin",
  }),
};
