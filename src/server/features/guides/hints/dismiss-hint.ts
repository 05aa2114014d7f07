import type { LintKind } from "#guide/index.ts";
import type { Change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import { liveHead, readHeads } from "../revise.ts";

interface Dismissal {
  hint: LintKind;
  /** The words that the hint is about. */
  words: readonly string[];
  reason: string;
}

/**
 * Dismisses a hint about an entry, for as long as it is about the same words.
 * @throws AppError not_found
 */
export async function dismissHint(
  tx: Change,
  guide: string,
  entry: string,
  { hint, words, reason }: Dismissal,
): Promise<void> {
  liveHead(await readHeads(tx, guide, entry), entry);
  const row = newId();
  await tx.client.query(
    `insert into guide_hint_dismissal (id, org_id, guide_id, entry_id, hint, words, reason, agent_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row, tx.org, guide, entry, hint, words, reason, tx.agent],
  );
  tx.event({ kind: "guide.hint-dismissed", body: { guide, entry, hint, row } });
}
