import { page } from "../../frame/page.ts";
import { WORKING } from "../../frame/roles.ts";

/** The pages of work. */
export const workPages = [
  page({
    path: "/projects/:project/work",
    title: "Work",
    icon: "play",
    load: async () => (await import("./work-page.tsx")).WorkPage,
    frame: "bare",
    inProject: { for: WORKING },
  }),
  page({
    path: "/projects/:project/work/:assignment/discussion",
    title: "Discussion of your work",
    icon: "comment",
    load: async () => (await import("./discussion-page.tsx")).DiscussionPage,
  }),
  page({
    path: "/projects/:project/work/:assignment/changes",
    title: "Changes to your answer",
    icon: "pencil",
    load: async () => (await import("./changes-page.tsx")).ChangesPage,
  }),
] as const;
