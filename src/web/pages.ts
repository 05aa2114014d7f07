import { accountsPages } from "./features/accounts/pages.ts";
import { agreementsPages } from "./features/agreements/pages.ts";
import { announcementsPages } from "./features/announcements/pages.ts";
import { formsPages } from "./features/forms/pages.ts";
import { guidesPages } from "./features/guides/pages.ts";
import { homePages } from "./features/home/pages.ts";
import { importsPages } from "./features/imports/pages.ts";
import { itemsPages } from "./features/items/pages.ts";
import { judgingsPages } from "./features/judgings/pages.ts";
import { peoplePages } from "./features/people/pages.ts";
import { projectsPages } from "./features/projects/pages.ts";
import { questionsPages } from "./features/questions/pages.ts";
import { releasesPages } from "./features/releases/pages.ts";
import { rulesPages } from "./features/rules/pages.ts";
import { typesPages } from "./features/types/pages.ts";
import { workPages } from "./features/work/pages.ts";

/** Every page; each is written down in its feature alone. */
export const PAGES = [
  ...accountsPages,
  ...agreementsPages,
  ...announcementsPages,
  ...formsPages,
  ...guidesPages,
  ...homePages,
  ...importsPages,
  ...itemsPages,
  ...judgingsPages,
  ...peoplePages,
  ...projectsPages,
  ...questionsPages,
  ...releasesPages,
  ...rulesPages,
  ...typesPages,
  ...workPages,
] as const;

declare module "./paths.ts" {
  interface Addresses {
    all: (typeof PAGES)[number]["path"];
  }
}
