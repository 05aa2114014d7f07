import type { guideAudience } from "#contract/guide-audience.ts";
import type { guideCheckIns } from "#contract/guide-check-ins.ts";
import type { guideComments } from "#contract/guide-comments.ts";
import type { guideDrafts } from "#contract/guide-drafts.ts";
import type { guideFiles } from "#contract/guide-files.ts";
import type { guideHints } from "#contract/guide-hints.ts";
import type { guideSignOff } from "#contract/guide-sign-off.ts";
import type { guideSuggestions } from "#contract/guide-suggestions.ts";
import type { guideTranslations } from "#contract/guide-translations.ts";
import type { guides } from "#contract/guides.ts";
import { anyMember, inPerson, manager, type Policy, signedIn } from "../../http/policy.ts";

export const policy: Policy<typeof guides> = {
  get: anyMember,
  search: anyMember,
  adopt: manager,
  list: anyMember,
  publish: manager,
};

/** Rows say which guides a person reads and writes: `access.ts`. */
export const draftPolicy: Policy<typeof guideDrafts> = {
  list: signedIn,
  create: signedIn,
  get: signedIn,
  update: signedIn,
  changes: signedIn,
  addEntry: signedIn,
  entry: signedIn,
  saveEntry: signedIn,
  moveEntry: signedIn,
  splitEntry: signedIn,
  mergeEntries: signedIn,
  retireEntry: signedIn,
  restoreEntry: signedIn,
  publish: signedIn,
  touches: signedIn,
  versions: signedIn,
  version: signedIn,
  compare: signedIn,
  people: signedIn,
  setCapacities: signedIn,
};

export const filePolicy: Policy<typeof guideFiles> = {
  read: signedIn,
  create: signedIn,
  export: signedIn,
};

export const signOffPolicy: Policy<typeof guideSignOff> = {
  list: signedIn,
  demand: signedIn,
  sign: inPerson,
};

export const commentPolicy: Policy<typeof guideComments> = {
  list: signedIn,
  start: signedIn,
  reply: signedIn,
  resolve: signedIn,
};

export const checkInPolicy: Policy<typeof guideCheckIns> = { get: signedIn, finish: signedIn };

export const audiencePolicy: Policy<typeof guideAudience> = {
  list: signedIn,
  set: signedIn,
  open: anyMember,
  reading: signedIn,
  find: signedIn,
};

export const hintPolicy: Policy<typeof guideHints> = { list: signedIn, dismiss: signedIn };

export const suggestionPolicy: Policy<typeof guideSuggestions> = {
  list: signedIn,
  make: signedIn,
  decide: signedIn,
};

export const translationPolicy: Policy<typeof guideTranslations> = {
  list: signedIn,
  save: signedIn,
  read: anyMember,
};
