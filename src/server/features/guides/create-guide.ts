import { randomUUID } from "node:crypto";
import type { DraftEntry } from "#contract/guide-drafts.ts";
import { type EntryContent, inReadingOrder } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { withheldFrom } from "../../db/withheld.ts";
import { readDraft } from "./read-draft.ts";
import { insertEntry } from "./revise.ts";
import { readTemplate } from "./template.ts";

/** Starts an empty guide; whoever starts it is its editor. Returns its id. */
export async function insertGuide(tx: Change, title: string): Promise<string> {
  const id = newId();
  await tx.db.insertInto("guide").values({ id, org_id: tx.org, title, created_by: tx.agent }).execute();
  await tx.client.query(
    `insert into guide_capacity (org_id, guide_id, person_id, capacity, granted_by)
     select org_id, $1, id, 'editor', id from person_now where id = $2 and org_id = $3`,
    [id, tx.agent, tx.org],
  );
  tx.event({ kind: "guide.created", body: { guide: id } });
  return id;
}

/** Starts a guide from our template. Returns its id. */
export async function createFromTemplate(tx: Change, title: string): Promise<string> {
  const guide = await insertGuide(tx, title);
  for (const [n, { section, entries }] of readTemplate().entries()) {
    const parent = await insertEntry(tx, guide, section, { parent: null, position: n + 1, rev: 0 });
    for (const [at, content] of entries.entries())
      await insertEntry(tx, guide, content, { parent, position: at + 1, rev: 0 });
  }
  return guide;
}

/**
 * Starts a guide with copies of another one's entries, which are entries of their own. What is hidden from who copies, and
 * what is confidential, is not copied. Returns its id.
 */
export async function createGuide(tx: Change, title: string, from: string | null): Promise<string> {
  const guide = await insertGuide(tx, title);
  if (from === null) return guide;
  const { hides } = await withheldFrom(tx.client, tx);
  const source = await readDraft(tx.client, tx.org, from, () => null);
  const live = inReadingOrder(source.filter(({ id, retired }) => retired === null && hides(id) === null));
  const copies = new Map<string, string>();
  for (const entry of live) copies.set(entry.id, await copyEntry(tx, guide, entry, copies));
  return guide;
}

async function copyEntry(
  tx: Change,
  guide: string,
  { content, parent, position }: DraftEntry,
  copies: ReadonlyMap<string, string>,
): Promise<string> {
  const place = { parent: parent && copies.get(parent)!, position, rev: 0 };
  return insertEntry(tx, guide, withNewIds(content), place);
}

/** Examples are known by their ids in all guides, so copies get new ones; precedence among rules is not copied. */
export function withNewIds(content: EntryContent): EntryContent {
  if (content.kind !== "rule") return content;
  const examples = content.examples.map((example) => ({ ...example, id: randomUUID() }));
  return { ...content, examples, over: [] };
}
