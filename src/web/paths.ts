import type { Params } from "#contract/endpoint.ts";

/** The address of every page; `pages.ts` fills it in, so that nothing here knows a feature. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in where the pages are listed
export interface Addresses {}
export type Path = Extract<Addresses[keyof Addresses], string>;

type Rest<P extends Path> = keyof Params<P> extends never
  ? [params?: Record<string, never>, query?: Query]
  : [params: Params<P>, query?: Query];
type Query = Record<string, string | number | undefined>;

/** The address of a page: `hrefOf("/projects/:project", { project: id })`. */
export function hrefOf<P extends Path>(path: P, ...[params, query]: Rest<P>): string {
  const filled = fill(path, params ?? {});
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}

/** A path with values in place of its named pieces. */
export function fill(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}
