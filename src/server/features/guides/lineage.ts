import type { Change } from "../../db/change.ts";

/** One entry that came from another one, or took its place. */
export interface Descent {
  kind: "split" | "merged";
  from: string;
  to: string;
}

/** Writes down a descent; an equal one that is there already stays. */
export async function writeLineage(tx: Change, guide: string, { kind, from, to }: Descent): Promise<void> {
  await tx.db
    .insertInto("guide_lineage")
    .values({ org_id: tx.org, guide_id: guide, kind, from_entry: from, to_entry: to, agent_id: tx.agent })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Everything that came from an entry, itself left out. */
export async function descendantsOf(tx: Change, guide: string, entry: string): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ id: string }>(
    `with recursive descent as (
       select to_entry as id from guide_lineage where from_entry = $1 and guide_id = $2 and org_id = $3
       union
       select l.to_entry from descent d join guide_lineage l on l.from_entry = d.id and l.org_id = $3)
     select id from descent`,
    [entry, guide, tx.org],
  );
  return new Set(rows.map(({ id }) => id));
}
