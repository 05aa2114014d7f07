import type { SuggestionOutcome } from "#contract/guide-suggestions.ts";
import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../../db/change.ts";
import { AppError } from "../../../errors.ts";
import { readHeads } from "../revise.ts";
import { saveEntry } from "../save-entry.ts";

export interface Deciding {
  outcome: SuggestionOutcome;
  reason: string;
  /** What a person made of both texts, and the revision that they saw. */
  joined: { base: string; content: EntryContent } | null;
}

interface Suggested {
  entry: string;
  base: string;
  content: EntryContent;
}

/**
 * Decides about an open suggestion. One that is taken is joined with what was saved since and becomes a revision of its
 * entry, in the same transaction.
 * @throws AppError not_found; not_ready for one that is decided; invalid for declining without a reason; conflict with
 * both texts where the entry changed in the same place
 */
export async function decideSuggestion(
  tx: Change,
  guide: string,
  suggestion: string,
  { outcome, reason, joined }: Deciding,
): Promise<void> {
  if (outcome === "declined" && reason === "")
    throw new AppError("invalid", { fields: { reason: "Say why, for the person who suggested it." } });
  const { entry, base, content } = await lockOpen(tx, guide, suggestion);
  const isTaken = outcome === "taken";
  if (isTaken) await saveEntry(tx, guide, entry, joined ?? { base, content });
  const [head] = isTaken ? await readHeads(tx, guide, entry) : [];
  await tx.client.query(
    `insert into guide_suggestion_decision (suggestion_id, org_id, outcome, reason, revision_id, agent_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [suggestion, tx.org, outcome, reason, head?.revision ?? null, tx.agent],
  );
  tx.event({ kind: "guide.suggestion-decided", body: { guide, entry, suggestion, outcome } });
}

/** Deciding about one suggestion takes turns: who comes second finds it decided. */
async function lockOpen(tx: Change, guide: string, suggestion: string): Promise<Suggested> {
  const { rows } = await tx.client.query<Suggested>(
    `select entry_id as entry, base_id as base, content from guide_suggestion
     where id = $1 and guide_id = $2 and org_id = $3 for no key update`,
    [suggestion, guide, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  const { rowCount } = await tx.client.query(
    "select from guide_suggestion_decision where suggestion_id = $1 and org_id = $2",
    [suggestion, tx.org],
  );
  if (rowCount !== 0) throw new AppError("not_ready", { message: "This suggestion has been decided." });
  return rows[0];
}
