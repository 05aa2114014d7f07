import { page } from "../../frame/page.ts";
import { ADMINS, ALL_SEEING, EVERYONE, MANAGING } from "../../frame/roles.ts";

/** The pages of projects. */
export const projectsPages = [
  page({
    path: "/projects",
    title: "Projects",
    icon: "folder",
    load: async () => (await import("./projects-page.tsx")).ProjectsPage,
    inBar: 2,
  }),
  page({
    path: "/projects/new",
    title: "New project",
    icon: "plus",
    load: async () => (await import("./new-project-page.tsx")).NewProjectPage,
    for: ADMINS,
  }),
  page({
    path: "/projects/:project",
    title: "Overview",
    icon: "home",
    load: async () => (await import("./overview-page.tsx")).OverviewPage,
    inProject: { for: EVERYONE, group: "overview", order: 1 },
  }),
  page({
    path: "/projects/:project/guide",
    title: "Guide",
    icon: "book",
    load: async () => (await import("./guide-page.tsx")).GuidePage,
    inProject: { for: EVERYONE, group: "design", order: 1 },
  }),
  page({
    path: "/projects/:project/people",
    title: "Team",
    icon: "people",
    load: async () => (await import("./members-page.tsx")).MembersPage,
    inProject: { for: ALL_SEEING, group: "people", order: 1 },
  }),
  page({
    path: "/projects/:project/leases",
    title: "In progress",
    icon: "clock",
    load: async () => (await import("./leases-page.tsx")).LeasesPage,
    inProject: { for: MANAGING, group: "people", order: 2 },
  }),
  page({
    path: "/projects/:project/settings",
    title: "Settings",
    icon: "settings",
    load: async () => (await import("./settings-page.tsx")).SettingsPage,
    inProject: { for: ALL_SEEING, group: "settings", order: 1 },
  }),
] as const;
