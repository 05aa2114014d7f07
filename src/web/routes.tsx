import { type ComponentType, lazy } from "react";
import type { Params } from "#contract/endpoint.ts";
import { PATHS, type Path } from "./paths.ts";
import { matchPath } from "./ui/routing.ts";

export interface Route {
  /** Draws the page; gets the named pieces of the path as properties. */
  Page: ComponentType<Record<string, string>>;
  /** Fetches its code ahead. */
  load: () => Promise<unknown>;
  /** Whom it is for, and whether it brings its own frame. */
  frame: "public" | "shell" | "bare";
}

function page<P extends Path>(
  _path: P,
  load: () => Promise<ComponentType<Params<P>>>,
  frame: Route["frame"] = "shell",
): Route {
  const Page = lazy(async () => ({ default: (await load()) as ComponentType<Record<string, string>> }));
  return { Page, load, frame };
}

/** Every page, listed once; a path without one does not compile. */
const routes: Record<Path, Route | null> = {
  "/": page("/", () => import("./features/home/home-page.tsx").then((m) => m.HomePage)),
  "/sign-in": page("/sign-in", () => import("./features/accounts/sign-in-page.tsx").then((m) => m.SignInPage), "public"),
  "/link": page("/link", () => import("./features/accounts/link-page.tsx").then((m) => m.LinkPage), "public"),
  "/account": page("/account", () => import("./features/accounts/account-page.tsx").then((m) => m.AccountPage)),
  "/people": null,
  "/projects": null,
  "/projects/new": null,
  "/projects/:project": null,
  "/projects/:project/work": page(
    "/projects/:project/work",
    () => import("./features/work/work-page.tsx").then((m) => m.WorkPage),
    "bare",
  ),
  "/projects/:project/guide": null,
  "/projects/:project/form": null,
  "/projects/:project/imports": null,
  "/projects/:project/imports/:import": null,
  "/projects/:project/items": null,
  "/projects/:project/items/:item": null,
  "/projects/:project/releases": null,
  "/projects/:project/releases/:release": null,
  "/projects/:project/people": null,
  "/projects/:project/settings": null,
};

/** The page at a path and the pieces that the path names; null where there is none. */
export function findRoute(path: string): { route: Route; path: Path; params: Record<string, string> } | null {
  for (const pattern of PATHS) {
    const params = matchPath(pattern, path);
    const route = routes[pattern];
    if (params && route) return { route, path: pattern, params };
  }
  return null;
}
