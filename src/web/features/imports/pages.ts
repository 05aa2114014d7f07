import { page } from "../../frame/page.ts";
import { ALL_SEEING } from "../../frame/roles.ts";

/** The pages of imports. */
export const importsPages = [
  page({
    path: "/projects/:project/imports",
    title: "Imports",
    icon: "upload",
    load: async () => (await import("./imports-page.tsx")).ImportsPage,
    inProject: { for: ALL_SEEING, group: "data", order: 2 },
  }),
  page({
    path: "/projects/:project/imports/:import",
    load: async () => (await import("./import-page.tsx")).ImportPage,
  }),
] as const;
