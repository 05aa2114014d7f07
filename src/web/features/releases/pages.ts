import { page } from "../../frame/page.ts";
import { ALL_SEEING } from "../../frame/roles.ts";

/** The pages of releases. */
export const releasesPages = [
  page({
    path: "/projects/:project/releases",
    title: "Releases",
    icon: "box",
    load: async () => (await import("./releases-page.tsx")).ReleasesPage,
    inProject: { for: ALL_SEEING, group: "data", order: 5 },
  }),
  page({
    path: "/projects/:project/releases/new",
    load: async () => (await import("./new-release-page.tsx")).NewReleasePage,
  }),
  page({
    path: "/projects/:project/releases/:release",
    load: async () => (await import("./release-page.tsx")).ReleasePage,
  }),
] as const;
