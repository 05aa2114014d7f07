import { createHash } from "node:crypto";
import { canonical } from "#content/index.ts";
import type { EventBody } from "#contract/events.ts";
import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { expectFreeExamples } from "./expect-free-examples.ts";

/**
 * The next revision of a guide's draft, which is this change's until its transaction ends: changes take turns.
 * @throws AppError not_found; not_ready for an archived guide
 */
export async function nextRev(tx: Change, guide: string): Promise<number> {
  const { rows } = await tx.client.query<{ rev: number; archived: boolean }>(
    `update guide set rev = rev + 1 where id = $1 and org_id = $2
     returning rev, archived_at is not null as archived`,
    [guide, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  if (rows[0].archived)
    throw new AppError("not_ready", { message: "This guide is archived. Restore it to change it." });
  return rows[0].rev;
}

/** Holds a guide as it is until the transaction ends: nobody edits or publishes it meanwhile. */
export async function holdGuide(tx: Change, guide: string): Promise<void> {
  await tx.client.query("select from guide where id = $1 and org_id = $2 for no key update", [guide, tx.org]);
}

type What = EventBody<"guide.changed">["what"];

/** Writes into the log what was done to entries; returns the revision of the draft. */
export function logChange(tx: Change, guide: string, rev: number, what: What, entries: string[]): number {
  tx.event({ kind: "guide.changed", body: { guide, rev, what, entries } });
  return rev;
}

/** An entry of the draft while a change of its guide has its turn. */
export interface Head {
  id: string;
  kind: EntryContent["kind"];
  parent: string | null;
  position: number;
  revision: string;
  n: number;
  content: EntryContent;
  retired: string | null;
}

/** The entries of a draft in order of their positions, retired ones too; or one of them alone. */
export async function readHeads(tx: Change, guide: string, entry: string | null = null): Promise<Head[]> {
  const { rows } = await tx.client.query<Head>(
    `select id, kind, parent_id as parent, position, revision_id as revision, n, content, retired_at as retired
     from guide_entry_now where guide_id = $1 and org_id = $2 and ($3::uuid is null or id = $3) order by position, id`,
    [guide, tx.org, entry],
  );
  return rows;
}

/** @throws AppError not_found for an entry that the draft does not have, or that is retired */
export function liveHead(heads: readonly Head[], entry: string): Head {
  const head = heads.find(({ id, retired }) => id === entry && retired === null);
  if (!head) throw new AppError("not_found");
  return head;
}

/** SHA-256 of what an entry says at a revision. */
export function revisionHash(entry: string, n: number, content: EntryContent): Buffer {
  return createHash("sha256").update(canonical({ content, entry, n })).digest();
}

/** Writes a revision; returns its id. */
export async function writeRevision(
  tx: Change,
  entry: string,
  n: number,
  content: EntryContent,
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("guide_revision")
    .values({
      id,
      org_id: tx.org,
      entry_id: entry,
      n,
      content: JSON.stringify(content),
      hash: revisionHash(entry, n, content),
      agent_id: tx.agent,
    })
    .execute();
  return id;
}

/**
 * Gives an entry of the draft its next revision, or keeps the one that says the same. Either way it has changed in this
 * revision of the draft, so that whoever saved it is answered with it.
 */
export async function reviseHead(tx: Change, head: Head, content: EntryContent, rev: number): Promise<void> {
  if (content.kind !== head.kind)
    throw new AppError("invalid", { fields: { content: `This entry is a ${head.kind}.` } });
  await expectFreeExamples(tx, content, head.content);
  const isSame = canonical(content) === canonical(head.content);
  const revision = isSame ? head.revision : await writeRevision(tx, head.id, head.n + 1, content);
  await tx.db
    .updateTable("guide_head")
    .set({ revision_id: revision, rev })
    .where("entry_id", "=", head.id)
    .execute();
}

interface NewPlace {
  parent: string | null;
  position: number;
  rev: number;
}

/** Adds an entry to the draft; returns its id. */
export async function insertEntry(
  tx: Change,
  guide: string,
  content: EntryContent,
  place: NewPlace,
): Promise<string> {
  const id = newId();
  await insertIdentity(tx, guide, id, content.kind);
  await insertHead(tx, guide, { id, n: 1, content }, place);
  return id;
}

/** Makes an id that of an entry for good; false where it is one already. */
export async function insertIdentity(
  tx: Change,
  guide: string,
  id: string,
  kind: EntryContent["kind"],
): Promise<boolean> {
  const made = await tx.db
    .insertInto("guide_entry")
    .values({ id, org_id: tx.org, guide_id: guide, kind })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return made !== undefined;
}

/** Puts an entry into the draft, with the revision that is its first there. */
export async function insertHead(
  tx: Change,
  guide: string,
  { id, n, content }: { id: string; n: number; content: EntryContent },
  { parent, position, rev }: NewPlace,
): Promise<void> {
  await expectFreeExamples(tx, content, null);
  const revision = await writeRevision(tx, id, n, content);
  await tx.db
    .insertInto("guide_head")
    .values({
      entry_id: id,
      org_id: tx.org,
      guide_id: guide,
      revision_id: revision,
      parent_id: parent,
      position,
      rev,
    })
    .execute();
}
