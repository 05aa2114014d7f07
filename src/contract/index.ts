import { accounts } from "./accounts.ts";
import { agreements } from "./agreements.ts";
import { announcements } from "./announcements.ts";
import { discussions } from "./discussions.ts";
import { forms } from "./forms.ts";
import { gates } from "./gates.ts";
import { guideAudience } from "./guide-audience.ts";
import { guideCheckIns } from "./guide-check-ins.ts";
import { guideComments } from "./guide-comments.ts";
import { guideDrafts } from "./guide-drafts.ts";
import { guideFiles } from "./guide-files.ts";
import { guideHints } from "./guide-hints.ts";
import { guideSignOff } from "./guide-sign-off.ts";
import { guideSuggestions } from "./guide-suggestions.ts";
import { guideTranslations } from "./guide-translations.ts";
import { guides } from "./guides.ts";
import { home } from "./home.ts";
import { imports } from "./imports.ts";
import { items } from "./items.ts";
import { judgings } from "./judgings.ts";
import { keys } from "./keys.ts";
import { notices } from "./notices.ts";
import { people } from "./people.ts";
import { projects } from "./projects.ts";
import { questions } from "./questions.ts";
import { releases } from "./releases.ts";
import { reports } from "./reports.ts";
import { search } from "./search.ts";
import { types } from "./types.ts";
import { work } from "./work.ts";

/** Every operation of the product, by feature. Server, SDK, CLI, web and openapi.json derive from it. */
export const contract = {
  accounts,
  people,
  keys,
  projects,
  agreements,
  announcements,
  guides,
  guideDrafts,
  guideFiles,
  guideSuggestions,
  guideTranslations,
  guideSignOff,
  guideHints,
  guideCheckIns,
  guideAudience,
  guideComments,
  gates,
  questions,
  judgings,
  forms,
  imports,
  items,
  search,
  types,
  work,
  discussions,
  notices,
  reports,
  home,
  releases,
};
export type Contract = typeof contract;
