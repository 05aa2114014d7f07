import type { FastifyInstance } from "fastify";
import { guideAudience } from "#contract/guide-audience.ts";
import { guideCheckIns } from "#contract/guide-check-ins.ts";
import { guideComments } from "#contract/guide-comments.ts";
import { guideDrafts } from "#contract/guide-drafts.ts";
import { guideFiles } from "#contract/guide-files.ts";
import { guideHints } from "#contract/guide-hints.ts";
import { guideSignOff } from "#contract/guide-sign-off.ts";
import { guideSuggestions } from "#contract/guide-suggestions.ts";
import { guideTranslations } from "#contract/guide-translations.ts";
import { guides } from "#contract/guides.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { audienceRoutes } from "./audience/routes.ts";
import { checkInRoutes } from "./check-ins/routes.ts";
import { commentRoutes } from "./comments/routes.ts";
import { draftRoutes } from "./draft-routes.ts";
import { fileRoutes } from "./file-routes.ts";
import { hintRoutes } from "./hints/routes.ts";
import {
  audiencePolicy,
  checkInPolicy,
  commentPolicy,
  draftPolicy,
  filePolicy,
  hintPolicy,
  policy,
  signOffPolicy,
  suggestionPolicy,
  translationPolicy,
} from "./policy.ts";
import { routes } from "./routes.ts";
import { signOffRoutes } from "./sign-off/routes.ts";
import { suggestionRoutes } from "./suggestions/routes.ts";
import { translationRoutes } from "./translations/routes.ts";

/** Guides of the organization: drafts, immutable versions, and which version each project works under. */
export function guidesFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, guides, policy, routes);
  implement(app, services, guideDrafts, draftPolicy, draftRoutes);
  implement(app, services, guideFiles, filePolicy, fileRoutes);
  implement(app, services, guideSuggestions, suggestionPolicy, suggestionRoutes);
  implement(app, services, guideTranslations, translationPolicy, translationRoutes);
  implement(app, services, guideSignOff, signOffPolicy, signOffRoutes);
  implement(app, services, guideHints, hintPolicy, hintRoutes);
  implement(app, services, guideComments, commentPolicy, commentRoutes);
  implement(app, services, guideCheckIns, checkInPolicy, checkInRoutes);
  implement(app, services, guideAudience, audiencePolicy, audienceRoutes);
}

export { findReadable, findWritable, listWriters } from "./access.ts";
export { adoptionOf } from "./adopt-guide.ts";
export { addExample, halveRule } from "./change-rule.ts";
export { publishGuide } from "./publish-guide.ts";
export { startGuide } from "./start-guide.ts";
export { guidesSubscribers } from "./subscribers.ts";
