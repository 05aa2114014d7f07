import type { SuggestedAct, SuggestionOutcome } from "#contract/guide-suggestions.ts";
import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../../db/change.ts";
import { AppError } from "../../../errors.ts";
import { findSuggestion } from "./list-suggestions.ts";
import { performAct, type Seen } from "./perform-act.ts";

export interface Deciding {
  outcome: SuggestionOutcome;
  reason: string;
  /** What a person made of both texts, and the revision that they saw. */
  joined: { base: string; content: EntryContent } | null;
  /** Revisions that a split or merge was compared with. */
  seen: Seen[];
}

/**
 * Decides about an open suggestion. One that is taken becomes the act of whoever takes it, in the same transaction.
 * @throws AppError not_found; not_ready for one that is decided, or whose entries are gone; invalid for declining without
 * a reason; conflict with both texts where the entry changed in the same place
 */
export async function decideSuggestion(
  tx: Change,
  guide: string,
  suggestion: string,
  { outcome, reason, joined, seen }: Deciding,
): Promise<void> {
  if (outcome === "declined" && reason === "")
    throw new AppError("invalid", { fields: { reason: "Say why, for the person who suggested it." } });
  const change = await lockOpen(tx, guide, suggestion);
  const isTaken = outcome === "taken";
  const revision = isTaken
    ? await performAct(tx, guide, joined ? ({ ...change, ...joined } as SuggestedAct) : change, seen)
    : null;
  await tx.client.query(
    `insert into guide_suggestion_decision (suggestion_id, org_id, outcome, reason, revision_id, agent_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [suggestion, tx.org, outcome, reason, revision, tx.agent],
  );
  const entry = "entry" in change ? change.entry : null;
  tx.event({ kind: "guide.suggestion-decided", body: { guide, entry, suggestion, outcome } });
}

/** Deciding about one suggestion takes turns: who comes second finds it decided. */
async function lockOpen(tx: Change, guide: string, suggestion: string): Promise<SuggestedAct> {
  await tx.client.query(
    "select from guide_suggestion where id = $1 and guide_id = $2 and org_id = $3 for no key update",
    [suggestion, guide, tx.org],
  );
  const { change, decision } = await findSuggestion(tx.client, { org: tx.org, guide }, suggestion);
  if (decision) throw new AppError("not_ready", { message: "This suggestion has been decided." });
  return change;
}
