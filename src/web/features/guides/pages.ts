import { page } from "../../frame/page.ts";
import { ADMINS } from "../../frame/roles.ts";

/** The pages of guides that belong to the organization. */
export const guidesPages = [
  page({
    path: "/guides",
    title: "Guides",
    icon: "book",
    load: async () => (await import("./guides-page.tsx")).GuidesPage,
    inBar: 3,
    inBarFor: ADMINS,
  }),
  page({
    path: "/guides/import",
    title: "Import a guide",
    icon: "upload",
    load: async () => (await import("./import-page.tsx")).ImportGuidePage,
  }),
  page({
    path: "/guides/:guide",
    load: async () => (await import("./guide-page.tsx")).GuidePage,
  }),
  page({
    path: "/guides/:guide/check-in",
    load: async () => (await import("./together/check-in-page.tsx")).CheckInPage,
  }),
] as const;
