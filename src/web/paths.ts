import type { Params } from "#contract/endpoint.ts";

/** The address of every page. */
export const PATHS = [
  "/",
  "/sign-in",
  "/link",
  "/account",
  "/people",
  "/people/keys",
  "/projects",
  "/projects/new",
  "/projects/:project",
  "/projects/:project/work",
  "/projects/:project/guide",
  "/projects/:project/form",
  "/projects/:project/form/:version",
  "/projects/:project/form/:version/preview",
  "/projects/:project/imports",
  "/projects/:project/imports/:import",
  "/projects/:project/items",
  "/projects/:project/items/:item",
  "/projects/:project/releases",
  "/projects/:project/releases/new",
  "/projects/:project/releases/:release",
  "/projects/:project/people",
  "/projects/:project/leases",
  "/projects/:project/settings",
] as const;
export type Path = (typeof PATHS)[number];

type Rest<P extends Path> = keyof Params<P> extends never
  ? [params?: Record<string, never>, query?: Query]
  : [params: Params<P>, query?: Query];
type Query = Record<string, string | number | undefined>;

/** The address of a page: `hrefOf("/projects/:project", { project: id })`. */
export function hrefOf<P extends Path>(path: P, ...[params, query]: Rest<P>): string {
  const given = (params ?? {}) as Record<string, string>;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(given[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}
