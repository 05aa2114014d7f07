import { z } from "zod";
import { EntryContent } from "#guide/entry.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";
import { Place } from "./guide-drafts.ts";

/** How a suggestion ends: its words are in the guide, or they are not, or whoever made it takes it back. */
export const SuggestionOutcome = z.enum(["taken", "declined", "withdrawn"]);
export type SuggestionOutcome = z.infer<typeof SuggestionOutcome>;

/** An entry and the revision of it that was read. */
const Seen = { entry: Id, base: Id };
const Other = z.object({ id: Id, base: Id });

/** What a suggestion would do to the draft: the same acts that editors have. */
export const SuggestedAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("reword"), ...Seen, content: EntryContent }),
  z.object({ act: z.literal("add"), content: EntryContent, ...Place }),
  z.object({ act: z.literal("move"), ...Seen, ...Place }),
  z.object({ act: z.literal("split"), ...Seen, parts: z.array(EntryContent).min(2).max(20) }),
  z.object({
    act: z.literal("merge"),
    ...Seen,
    others: z.array(Other).min(1).max(20),
    content: EntryContent,
  }),
  z.object({ act: z.literal("retire"), ...Seen }),
]);
export type SuggestedAct = z.infer<typeof SuggestedAct>;

/** What happened since to the entries that a suggestion is about. */
export const Stale = z.enum(["reworded", "split", "merged", "retired"]);
export type Stale = z.infer<typeof Stale>;

/** A suggestion of what should change in a guide. */
export const Suggestion = z.object({
  id: Id,
  change: SuggestedAct,
  /** What the entry said when the suggestion was made; null for a new entry. */
  base: EntryContent.nullable(),
  note: z.string(),
  by: PersonRef,
  at: Time,
  /** Null also once it is decided. */
  stale: Stale.nullable(),
  decision: z.object({ outcome: SuggestionOutcome, reason: z.string(), by: PersonRef, at: Time }).nullable(),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** Changes of a guide that people suggest who may not write in it, and what editors decide about them. */
export const guideSuggestions = {
  list: endpoint({
    method: "GET",
    path: "/api/guides/:guide/suggestions",
    summary: "The suggestions of a guide: open ones first, then the newest",
    scope: "read",
    result: z.object({ rows: z.array(Suggestion) }),
  }),
  make: endpoint({
    method: "POST",
    path: "/api/guides/:guide/suggestions",
    summary: "Suggest a change: other words, a new entry, a move, a split, a merge or a retirement",
    scope: "write",
    limit: 2048 * KB,
    body: z.object({
      change: SuggestedAct,
      note: z.string().trim().max(5_000).default(""),
    }),
    result: Suggestion,
  }),
  decide: endpoint({
    method: "POST",
    path: "/api/guides/:guide/suggestions/:suggestion/decision",
    summary: "Take a suggestion into the guide, decline it with a reason, or withdraw one's own",
    scope: "write",
    limit: 1024 * KB,
    body: z.object({
      outcome: SuggestionOutcome,
      /** Has to be given to decline. */
      reason: z.string().trim().max(5_000).default(""),
      /** What the entry says then, where a person joined both texts, and the revision that they saw. */
      joined: z.object({ base: Id, content: EntryContent }).nullable().default(null),
      /** Revisions that a split or merge was compared with, where its entries have been reworded since. */
      seen: z.array(Other).max(21).default([]),
    }),
    result: Suggestion,
  }),
};
