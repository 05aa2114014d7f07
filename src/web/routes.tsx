import { type ComponentType, lazy } from "react";
import type { Params } from "#contract/endpoint.ts";
import { ConnectionError } from "#sdk/index.ts";
import { PATHS, type Path } from "./paths.ts";
import { mendStyles } from "./ui/late.tsx";
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
  // What failed to come once is asked for anew when the page is tried again.
  const fetched = (): Route["Page"] =>
    lazy(async () => {
      try {
        return { default: (await load()) as ComponentType<Record<string, string>> };
      } catch (error) {
        Page = fetched();
        mendStyles();
        throw new ConnectionError(error);
      }
    });
  let Page = fetched();
  return {
    get Page() {
      return Page;
    },
    load,
    frame,
  };
}

/** Every page, listed once; a path without one does not compile. */
const routes: Record<Path, Route | null> = {
  "/": page("/", () => import("./features/home/home-page.tsx").then((m) => m.HomePage)),
  "/sign-in": page(
    "/sign-in",
    () => import("./features/accounts/sign-in-page.tsx").then((m) => m.SignInPage),
    "public",
  ),
  "/link": page("/link", () => import("./features/accounts/link-page.tsx").then((m) => m.LinkPage), "public"),
  "/account": page("/account", () =>
    import("./features/accounts/account-page.tsx").then((m) => m.AccountPage),
  ),
  "/people": page("/people", () => import("./features/people/people-page.tsx").then((m) => m.PeoplePage)),
  "/people/keys": page("/people/keys", () =>
    import("./features/people/keys-page.tsx").then((m) => m.KeysPage),
  ),
  "/projects": page("/projects", () =>
    import("./features/projects/projects-page.tsx").then((m) => m.ProjectsPage),
  ),
  "/projects/new": page("/projects/new", () =>
    import("./features/projects/new-project-page.tsx").then((m) => m.NewProjectPage),
  ),
  "/projects/:project": page("/projects/:project", () =>
    import("./features/projects/overview-page.tsx").then((m) => m.OverviewPage),
  ),
  "/projects/:project/work": page(
    "/projects/:project/work",
    () => import("./features/work/work-page.tsx").then((m) => m.WorkPage),
    "bare",
  ),
  "/projects/:project/guide": page("/projects/:project/guide", () =>
    import("./features/projects/guide-page.tsx").then((m) => m.GuidePage),
  ),
  "/projects/:project/form": page("/projects/:project/form", () =>
    import("./features/forms/form-page.tsx").then((m) => m.FormPage),
  ),
  "/projects/:project/form/:version": page("/projects/:project/form/:version", () =>
    import("./features/forms/version-page.tsx").then((m) => m.VersionPage),
  ),
  "/projects/:project/form/:version/preview": page(
    "/projects/:project/form/:version/preview",
    () => import("./features/forms/preview-page.tsx").then((m) => m.PreviewPage),
    "bare",
  ),
  "/projects/:project/imports": page("/projects/:project/imports", () =>
    import("./features/imports/imports-page.tsx").then((m) => m.ImportsPage),
  ),
  "/projects/:project/imports/:import": page("/projects/:project/imports/:import", () =>
    import("./features/imports/import-page.tsx").then((m) => m.ImportPage),
  ),
  "/projects/:project/items": page("/projects/:project/items", () =>
    import("./features/items/items-page.tsx").then((m) => m.ItemsPage),
  ),
  "/projects/:project/items/:item": page("/projects/:project/items/:item", () =>
    import("./features/items/item-page.tsx").then((m) => m.ItemPage),
  ),
  "/projects/:project/releases": page("/projects/:project/releases", () =>
    import("./features/releases/releases-page.tsx").then((m) => m.ReleasesPage),
  ),
  "/projects/:project/releases/new": page("/projects/:project/releases/new", () =>
    import("./features/releases/new-release-page.tsx").then((m) => m.NewReleasePage),
  ),
  "/projects/:project/releases/:release": page("/projects/:project/releases/:release", () =>
    import("./features/releases/release-page.tsx").then((m) => m.ReleasePage),
  ),
  "/projects/:project/people": page("/projects/:project/people", () =>
    import("./features/projects/members-page.tsx").then((m) => m.MembersPage),
  ),
  "/projects/:project/leases": page("/projects/:project/leases", () =>
    import("./features/projects/leases-page.tsx").then((m) => m.LeasesPage),
  ),
  "/projects/:project/settings": page("/projects/:project/settings", () =>
    import("./features/projects/settings-page.tsx").then((m) => m.SettingsPage),
  ),
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

/** What goes on behind every page once somebody is signed in: decisions that still have to reach the server. */
export async function startBackground(person: string): Promise<void> {
  const { backgroundOf } = await import("./features/work/keeping/background.ts");
  await (await backgroundOf(person)).outbox.drain();
}

/**
 * Sends what the server has not got yet of a person's work.
 * @returns how many pieces the server did not take
 */
export async function finishBackground(person: string): Promise<number> {
  const { sendKept } = await import("./features/work/keeping/background.ts");
  return sendKept(person);
}

/** Leaves nothing of a person's work in a browser that others may use. */
export async function endBackground(person: string): Promise<void> {
  const { forgetWork } = await import("./features/work/keeping/background.ts");
  const { forgetTexts } = await import("./features/projects/kept-text.ts");
  await forgetWork(person);
  forgetTexts();
}
