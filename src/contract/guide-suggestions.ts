import { z } from "zod";
import { EntryContent } from "#guide/entry.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";

/** How a suggestion ends: its words are in the guide, or they are not, or whoever made it takes it back. */
export const SuggestionOutcome = z.enum(["taken", "declined", "withdrawn"]);
export type SuggestionOutcome = z.infer<typeof SuggestionOutcome>;

/** A suggestion of what an entry should say instead. */
export const Suggestion = z.object({
  id: Id,
  entry: Id,
  /** What the entry said when the suggestion was made. */
  base: EntryContent,
  content: EntryContent,
  note: z.string(),
  by: PersonRef,
  at: Time,
  /** The entry says something else by now; taking the suggestion joins both. */
  behind: z.boolean(),
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
    path: "/api/guides/:guide/entries/:entry/suggestions",
    summary: "Suggest what an entry should say",
    scope: "write",
    limit: 1024 * KB,
    body: z.object({
      /** The revision that it was made from. */
      base: Id,
      content: EntryContent,
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
    }),
    result: Suggestion,
  }),
};
