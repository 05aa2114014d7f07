import { z } from "zod";
import { LintKind } from "#guide/lint-kind.ts";
import { endpoint } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";

const Words = z.array(z.string().max(300)).max(200);

/** A hint about a rule that was dismissed: it comes back when it is about other words. */
export const DismissedHint = z.object({
  entry: Id,
  hint: LintKind,
  words: Words,
  reason: z.string(),
  by: PersonRef,
  at: Time,
});
export type DismissedHint = z.infer<typeof DismissedHint>;

/** Hints about the rules of a guide that need nothing done. */
export const guideHints = {
  list: endpoint({
    method: "GET",
    path: "/api/guides/:guide/hints",
    summary: "The hints that were dismissed, with the reasons",
    scope: "read",
    result: z.object({ rows: z.array(DismissedHint) }),
  }),
  dismiss: endpoint({
    method: "POST",
    path: "/api/guides/:guide/entries/:entry/hints",
    summary: "Dismiss a hint about an entry, with a reason",
    scope: "write",
    body: z.object({
      hint: LintKind.exclude(["empty"]),
      words: Words.default([]),
      reason: z.string().trim().min(1).max(5_000),
    }),
  }),
};
