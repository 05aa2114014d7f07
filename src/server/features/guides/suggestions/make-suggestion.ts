import { canonical } from "#content/index.ts";
import type { SuggestedAct } from "#contract/guide-suggestions.ts";
import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import { AppError } from "../../../errors.ts";
import { expectMergeable } from "../merge-entries.ts";
import { expectPlace } from "../place.ts";
import { type Head, liveHead, readHeads } from "../revise.ts";
import { expectParts } from "../split-entry.ts";

/**
 * Writes down what should change in a guide; nothing changes until an editor takes it.
 * @returns the suggestion's id
 * @throws AppError not_found for an entry or a revision that there is not; invalid for what an editor could not do
 * either, or for no change
 */
export async function makeSuggestion(
  tx: Change,
  guide: string,
  change: SuggestedAct,
  note: string,
): Promise<string> {
  await expectSound(tx, await readHeads(tx, guide), change);
  const id = newId();
  const { act, entry, base, ...rest } = { entry: null, base: null, ...change };
  const content = change.act === "reword" ? change.content : rest;
  await tx.client.query(
    `insert into guide_suggestion (id, org_id, guide_id, act, entry_id, base_id, content, note, agent_id)
     values ($1, $2, $3, nullif($4, 'reword'), $5, $6, $7, $8, $9)`,
    [id, tx.org, guide, act, entry, base, JSON.stringify(content), note, tx.agent],
  );
  tx.event({ kind: "guide.suggested", body: { guide, entry, suggestion: id } });
  return id;
}

async function expectSound(tx: Change, heads: readonly Head[], change: SuggestedAct): Promise<void> {
  if (change.act === "add") return void expectPlace(heads, change, null);
  const head = liveHead(heads, change.entry);
  const said = await readRevision(tx, change);
  if (change.act === "reword") {
    if (change.content.kind !== head.kind)
      throw new AppError("invalid", { fields: { content: `This entry is a ${head.kind}.` } });
    if (canonical(said) === canonical(change.content)) throw unchanged("content");
  }
  if (change.act === "move") {
    const siblings = expectPlace(heads, change, head.id);
    const before = siblings.filter(({ position }) => position < head.position).at(-1)?.id ?? null;
    if (change.parent === head.parent && change.after === before) throw unchanged("after");
  }
  if (change.act === "split") expectParts(head, change.parts);
  if (change.act === "merge") expectMergeable([head, ...change.others.map(({ id }) => liveHead(heads, id))]);
}

const unchanged = (field: string) =>
  new AppError("invalid", { fields: { [field]: "Nothing is changed yet." } });

async function readRevision(
  tx: Change,
  { entry, base }: { entry: string; base: string },
): Promise<EntryContent> {
  const { rows } = await tx.client.query<{ content: EntryContent }>(
    "select content from guide_revision where id = $1 and entry_id = $2 and org_id = $3",
    [base, entry, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0].content;
}
