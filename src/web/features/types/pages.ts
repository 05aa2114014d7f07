import { page } from "../../frame/page.ts";
import { ALL_SEEING } from "../../frame/roles.ts";

/** The page of a project's task types. */
export const typesPages = [
  page({
    path: "/projects/:project/task-types",
    title: "Task types",
    icon: "list",
    load: async () => (await import("./types-page.tsx")).TypesPage,
    inProject: { for: ALL_SEEING, group: "design", order: 3 },
  }),
] as const;
