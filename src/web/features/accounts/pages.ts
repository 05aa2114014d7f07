import { page } from "../../frame/page.ts";

/** The pages of accounts. */
export const accountsPages = [
  page({
    path: "/sign-in",
    load: async () => (await import("./sign-in-page.tsx")).SignInPage,
    frame: "public",
  }),
  page({
    path: "/link",
    load: async () => (await import("./link-page.tsx")).LinkPage,
    frame: "public",
  }),
  page({
    path: "/account",
    title: "Account",
    icon: "person",
    inMenu: true,
    load: async () => (await import("./account-page.tsx")).AccountPage,
  }),
] as const;
