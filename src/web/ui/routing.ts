import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let snapshot = "";

function read(): string {
  return window.location.pathname + window.location.search;
}

function changed(): void {
  snapshot = read();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    snapshot = read();
    window.addEventListener("popstate", changed);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("popstate", changed);
  };
}

/** Goes to another page of the application. `replace` leaves no step to go back to. */
export function navigate(href: string, options: { replace?: boolean } = {}): void {
  if (options.replace) window.history.replaceState(null, "", href);
  else window.history.pushState(null, "", href);
  changed();
}

/** Path and query of the page that is shown; drawn anew when they change. */
export function useLocation(): { path: string; search: URLSearchParams } {
  const href = useSyncExternalStore(subscribe, () => snapshot || read());
  const url = new URL(href, window.location.origin);
  return { path: url.pathname, search: url.searchParams };
}

/** Changes some parameters of the query in place; an empty or missing value takes one away. */
export function setSearch(
  patch: Record<string, string | null | undefined>,
  options: { replace?: boolean } = { replace: true },
): void {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(patch)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  navigate(url.pathname + url.search, options);
}

/**
 * Whether a path fits a pattern such as `/projects/:project`.
 * @returns the named pieces, or null
 */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.replace(/(.)\/+$/, "$1").split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, piece] of wanted.entries()) {
    const value = given[at]!;
    if (piece.startsWith(":")) {
      try {
        params[piece.slice(1)] = decodeURIComponent(value);
      } catch {
        return null;
      }
    } else if (piece !== value) return null;
  }
  return params;
}

/** Lets plain links to pages of the application change the page without loading it anew. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target || link.hasAttribute("download")) return;
  const url = new URL(link.href, window.location.href);
  if (url.origin !== window.location.origin || url.pathname.startsWith("/api/")) return;
  if (url.pathname === window.location.pathname && url.search === window.location.search && url.hash) return;
  event.preventDefault();
  navigate(url.pathname + url.search + url.hash);
}
