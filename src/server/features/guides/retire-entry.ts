import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { positionsAt } from "./place.ts";
import { type Head, liveHead, logChange, nextRev, readHeads } from "./revise.ts";

/**
 * Retires an entry with what is in it: the next version has them no more, earlier ones keep them.
 * @returns the revision of the draft
 * @throws AppError not_found
 */
export async function retireEntry(tx: Change, guide: string, entry: string): Promise<number> {
  const rev = await nextRev(tx, guide);
  const live = (await readHeads(tx, guide)).filter(({ retired }) => retired === null);
  const ids = within(live, liveHead(live, entry));
  // One moment for all of them: what retired together is restored together.
  await tx.client.query(
    `with now as materialized (select clock() as at)
     update guide_head set retired_at = now.at, rev = $3 from now where entry_id = any($1) and org_id = $2`,
    [ids, tx.org, rev],
  );
  return logChange(tx, guide, rev, "retired", ids);
}

/**
 * Brings a retired entry back with what retired together with it, into its section, or to the end where that is gone.
 * @returns the revision of the draft
 * @throws AppError not_found for an entry that is not retired; not_ready where a retired section says who reads it
 */
export async function restoreEntry(tx: Change, guide: string, entry: string): Promise<number> {
  const rev = await nextRev(tx, guide);
  const heads = await readHeads(tx, guide);
  const head = heads.find(({ id, retired }) => id === entry && retired !== null);
  if (!head) throw new AppError("not_found");
  const ids = within(
    heads.filter(({ retired }) => retired === head.retired),
    head,
  );
  const live = heads.filter(({ retired }) => retired === null);
  if (head.parent !== null && !live.some(({ id }) => id === head.parent)) {
    await mustBeForAll(tx, guide, above(heads, head));
    const after = live.filter(({ parent }) => parent === null).at(-1)?.id ?? null;
    const [position] = await positionsAt(tx, live, { parent: null, after }, { rev });
    await tx.db
      .updateTable("guide_head")
      .set({ parent_id: null, position: position! })
      .where("entry_id", "=", entry)
      .execute();
  }
  await tx.client.query(
    "update guide_head set retired_at = null, rev = $3 where entry_id = any($1) and org_id = $2",
    [ids, tx.org, rev],
  );
  return logChange(tx, guide, rev, "restored", ids);
}

/** The sections that an entry is in, retired or not. */
function above(heads: readonly Head[], { parent }: Head): string[] {
  const section = heads.find(({ id }) => id === parent);
  return section ? [section.id, ...above(heads, section)] : [];
}

/** @throws AppError not_ready where sections are not read by everyone: outside of them their entries would be */
async function mustBeForAll(tx: Change, guide: string, sections: string[]): Promise<void> {
  const { rowCount } = await tx.client.query(
    `select from guide_audience_now where guide_id = $1 and org_id = $2 and section_id = any($3)
       and (confidential or audience <> 'all') limit 1`,
    [guide, tx.org, sections],
  );
  if (rowCount !== 0)
    throw new AppError("not_ready", {
      message: "Not everyone reads the section this was in. Restore the section first.",
    });
}

/** An entry and all that is in it. */
function within(heads: readonly Head[], entry: Head): string[] {
  const inside = heads.filter(({ parent }) => parent === entry.id);
  return [entry.id, ...inside.flatMap((head) => within(heads, head))];
}
