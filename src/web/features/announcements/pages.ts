import { page } from "../../frame/page.ts";
import { EVERYONE } from "../../frame/roles.ts";

/** The page of a project's announcements. */
export const announcementsPages = [
  page({
    path: "/projects/:project/announcements",
    title: "Announcements",
    icon: "comment",
    load: async () => (await import("./announcements-page.tsx")).AnnouncementsPage,
    inProject: { for: EVERYONE, group: "people", order: 4 },
  }),
] as const;
