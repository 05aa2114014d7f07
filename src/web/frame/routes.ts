import { type ComponentType, lazy } from "react";
import { ConnectionError } from "#sdk/index.ts";
import { fill } from "../paths.ts";
import { mendStyles } from "../ui/late.tsx";
import { matchPath } from "../ui/routing.ts";
import type { Here } from "./here.ts";
import { type PageEntry, titleOf } from "./page.ts";
import { allPages } from "./page-table.ts";

type Drawn = ComponentType<Record<string, string>>;

/** Pages whose code has been asked for. */
const drawn = new Map<PageEntry, Drawn>();

/** Draws a page; gets the named pieces of the path as properties. */
export function componentOf(page: PageEntry): Drawn {
  const known = drawn.get(page);
  if (known) return known;
  const fetched: Drawn = lazy(async () => {
    try {
      return { default: (await page.load()) as Drawn };
    } catch (error) {
      // What failed to come once is asked for anew when the page is tried again.
      drawn.delete(page);
      mendStyles();
      throw new ConnectionError(error);
    }
  });
  drawn.set(page, fetched);
  return fetched;
}

export interface Found {
  page: PageEntry;
  params: Record<string, string>;
}

/** The page at a path and the pieces that the path names; null where there is none. */
export function findPage(path: string): Found | null {
  const found = allPages().flatMap((page) => {
    const params = matchPath(page.path, path);
    return params ? [{ page, params }] : [];
  });
  // Two may fit, `/projects/new` and `/projects/:project`: the one that leaves less open.
  const open = ({ params }: Found) => Object.keys(params).length;
  return found.sort((a, b) => open(a) - open(b))[0] ?? null;
}

/** What the table says of a page: its title, and the pages with a title that its path leads through. */
export function hereOf(found: Found | null): Here {
  if (!found) return { title: "", above: [] };
  const { page, params } = found;
  const above = allPages()
    .filter((other) => other.title && other.path !== "/" && page.path.startsWith(`${other.path}/`))
    .sort((a, b) => a.path.length - b.path.length);
  return {
    title: titleOf(page),
    above: above.map((other) => ({ title: titleOf(other), href: fill(other.path, params) })),
  };
}
