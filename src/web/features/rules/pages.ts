import { page } from "../../frame/page.ts";
import { ALL_SEEING, WORKING } from "../../frame/roles.ts";

/** The pages about how a guide's rules are kept. */
export const rulesPages = [
  page({
    path: "/projects/:project/rules",
    title: "Rules",
    icon: "book",
    load: async () => (await import("./rules-page.tsx")).RulesPage,
    inProject: { for: ALL_SEEING, group: "quality", order: 1 },
  }),
  page({
    path: "/projects/:project/rules/:rule",
    title: "Rule",
    icon: "book",
    load: async () => (await import("./rule-page.tsx")).RulePage,
  }),
  page({
    path: "/projects/:project/my-rules",
    title: "My rules",
    icon: "check",
    load: async () => (await import("./my-rules-page.tsx")).MyRulesPage,
    inProject: { for: WORKING, group: "quality", order: 2 },
  }),
] as const;
