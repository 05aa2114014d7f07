import { canonical } from "#content/index.ts";
import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import { AppError } from "../../../errors.ts";
import { liveHead, readHeads } from "../revise.ts";

/**
 * Writes down what an entry should say instead; nothing changes in the guide until an editor takes it.
 * @param base the revision that the suggestion was made from
 * @returns the suggestion's id
 * @throws AppError not_found for an entry or a revision that there is not; invalid for another kind, or for no change
 */
export async function makeSuggestion(
  tx: Change,
  guide: string,
  entry: string,
  { base, content, note }: { base: string; content: EntryContent; note: string },
): Promise<string> {
  const head = liveHead(await readHeads(tx, guide, entry), entry);
  if (content.kind !== head.kind)
    throw new AppError("invalid", { fields: { content: `This entry is a ${head.kind}.` } });
  const { rows } = await tx.client.query<{ content: EntryContent }>(
    "select content from guide_revision where id = $1 and entry_id = $2 and org_id = $3",
    [base, entry, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  if (canonical(rows[0].content) === canonical(content))
    throw new AppError("invalid", { fields: { content: "Nothing is changed yet." } });
  const id = newId();
  await tx.client.query(
    `insert into guide_suggestion (id, org_id, guide_id, entry_id, base_id, content, note, agent_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, tx.org, guide, entry, base, JSON.stringify(content), note, tx.agent],
  );
  tx.event({ kind: "guide.suggested", body: { guide, entry, suggestion: id } });
  return id;
}
