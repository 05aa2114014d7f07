import { page } from "../../frame/page.ts";
import { ALL_SEEING } from "../../frame/roles.ts";

/** The pages of items. */
export const itemsPages = [
  page({
    path: "/projects/:project/items",
    title: "Items",
    icon: "list",
    load: async () => (await import("./items-page.tsx")).ItemsPage,
    inProject: { for: ALL_SEEING, group: "data", order: 1 },
  }),
  page({
    path: "/projects/:project/items/:item",
    load: async () => (await import("./item-page.tsx")).ItemPage,
  }),
] as const;
