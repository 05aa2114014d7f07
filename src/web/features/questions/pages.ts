import { page } from "../../frame/page.ts";
import { EVERYONE } from "../../frame/roles.ts";

/** The page of questions about a project's guide. */
export const questionsPages = [
  page({
    path: "/projects/:project/questions",
    title: "Questions",
    icon: "comment",
    load: async () => (await import("./questions-page.tsx")).QuestionsPage,
    inProject: { for: EVERYONE, group: "quality", order: 2 },
  }),
] as const;
