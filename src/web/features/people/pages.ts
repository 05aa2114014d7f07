import { page } from "../../frame/page.ts";
import { ADMINS } from "../../frame/roles.ts";

/** The pages of people. */
export const peoplePages = [
  page({
    path: "/people",
    title: "People",
    icon: "people",
    load: async () => (await import("./people-page.tsx")).PeoplePage,
    for: ADMINS,
    inBar: 4,
  }),
  page({
    path: "/people/keys",
    title: "API keys",
    icon: "key",
    load: async () => (await import("./keys-page.tsx")).KeysPage,
    for: ADMINS,
  }),
] as const;
