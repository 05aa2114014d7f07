import { accounts } from "#contract/accounts.ts";
import { gates } from "#contract/gates.ts";
import { guideAudience } from "#contract/guide-audience.ts";
import { guideCheckIns } from "#contract/guide-check-ins.ts";
import { guideComments } from "#contract/guide-comments.ts";
import { guideDrafts } from "#contract/guide-drafts.ts";
import { guideFiles } from "#contract/guide-files.ts";
import { guideHints } from "#contract/guide-hints.ts";
import { guideSignOff } from "#contract/guide-sign-off.ts";
import { guideSuggestions } from "#contract/guide-suggestions.ts";
import { guides } from "#contract/guides.ts";
import { notices } from "#contract/notices.ts";
import { people } from "#contract/people.ts";
import { projects } from "#contract/projects.ts";
import { questions } from "#contract/questions.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { api, useChange, useRead } = connect({
  accounts,
  gates,
  guideDrafts,
  guideFiles,
  guideAudience,
  guideCheckIns,
  guideComments,
  guideHints,
  guideSignOff,
  guideSuggestions,
  guides,
  notices,
  people,
  projects,
  questions,
});
