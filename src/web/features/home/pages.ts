import { page } from "../../frame/page.ts";

/** The pages of home. */
export const homePages = [
  page({
    path: "/",
    title: "Home",
    icon: "home",
    load: async () => (await import("./home-page.tsx")).HomePage,
    inBar: 1,
  }),
] as const;
