import { z } from "zod";
import { EntryChange } from "#guide/compare.ts";
import { endpoint } from "./endpoint.ts";
import { Id, Revision, Time } from "./entities.ts";
import { SectionSignOff } from "./guide-sign-off.ts";
import { Suggestion } from "./guide-suggestions.ts";
import { GuideVersionHead } from "./guides.ts";

/** What reviews found of a rule, in all projects, without anything of their items. */
export const RuleTrouble = z.object({
  rule: Id,
  /** Answers that break it. */
  broken: z.number().int(),
  /** Answers in which two people or more judged it, and those of them in which they agree. */
  judgedTwice: z.number().int(),
  agreed: z.number().int(),
});
export type RuleTrouble = z.infer<typeof RuleTrouble>;

/** What a person has to know and do about a guide since they last looked through it. */
export const CheckIn = z.object({
  /** Null: they never did, and everything is new. */
  last: Time.nullable(),
  /** The revision of the draft that this tells about. */
  rev: z.number().int(),
  changes: z.array(EntryChange),
  /** Versions that were published since. */
  versions: z.array(GuideVersionHead),
  /** Suggestions that were decided since. */
  decided: z.array(Suggestion),
  /** Sections that wait for a signature that they can give. */
  toSign: z.array(SectionSignOff),
  /** Their own suggestions that nobody has decided. */
  open: z.array(Suggestion),
  /** Rules with the least agreement first, then those that are broken most. */
  trouble: z.array(RuleTrouble),
});
export type CheckIn = z.infer<typeof CheckIn>;

/** A guide for people who follow it without writing in it every day, such as a client. */
export const guideCheckIns = {
  get: endpoint({
    method: "GET",
    path: "/api/guides/:guide/check-in",
    summary:
      "What changed since the caller's last check-in, what they can sign or have suggested, and which rules give trouble",
    scope: "read",
    result: CheckIn,
  }),
  finish: endpoint({
    method: "POST",
    path: "/api/guides/:guide/check-in",
    summary: "Finish a check-in: the next one shows what changes from here on",
    scope: "write",
    body: z.object({ rev: Revision }),
  }),
};
