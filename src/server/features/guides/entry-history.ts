import type pg from "pg";
import type { EntryHistory } from "#contract/guide-drafts.ts";
import type { Hides } from "#guide/index.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";

type Named<T> = Omit<T, "by"> & { agent: string; name: string | null };
type Part<K extends keyof EntryHistory> = EntryHistory[K][number];

const named = <T extends { agent: string; name: string | null }>({ agent, name, ...row }: T) => ({
  ...row,
  by: personRef(agent, name),
});

/**
 * What an entry said at its last 200 saves, the versions that it is in, and what it came from and became, newest first.
 * @throws AppError not_found for an entry that is not the guide's, or hidden
 */
export async function readHistory(
  pool: pg.Pool,
  { org, guide, entry }: { org: string; guide: string; entry: string },
  hides: Hides,
): Promise<EntryHistory> {
  if (hides(entry) !== null) throw new AppError("not_found");
  const values = [entry, org, guide];
  const revisions = await pool.query<Named<Part<"revisions">>>(
    `select r.id, r.n, r.content, r.at, r.agent_id as agent, p.name from rule_revision r
     left join name_of p on p.agent_id = r.agent_id
     where r.entry_id = $1 and r.org_id = $2 and r.guide_id = $3 order by r.n desc limit 200`,
    values,
  );
  if (revisions.rows.length === 0) throw new AppError("not_found");
  const versions = await pool.query<Part<"versions">>(
    `select v.id, v.n, x.number, x.revision_id as revision, v.at
     from guide_version_entry x join guide_version v on v.id = x.version_id
     where x.entry_id = $1 and x.org_id = $2 and v.guide_id = $3 order by v.n desc`,
    values,
  );
  const lineage = await pool.query<Named<Part<"lineage">> & { from: string }>(
    `select l.kind, l.from_entry as from, l.to_entry as to, e.content->>'title' as title, l.at, l.agent_id as agent, p.name
     from guide_lineage l join guide_entry_now e on e.id = case l.from_entry when $1 then l.to_entry else l.from_entry end
     left join name_of p on p.agent_id = l.agent_id
     where (l.from_entry = $1 or l.to_entry = $1) and l.org_id = $2 and l.guide_id = $3 order by l.at desc`,
    values,
  );
  const hideOther = (row: Part<"lineage">) => ({
    ...row,
    title: hides(row.from === entry ? row.to : row.from) ?? row.title,
  });
  return {
    revisions: revisions.rows.map(named),
    versions: versions.rows,
    lineage: lineage.rows.map(named).map(hideOther),
  };
}
