import type pg from "pg";
import type { DraftEntry } from "#contract/guide-drafts.ts";
import { type Hides, maskEntries } from "#guide/index.ts";
import { personRef } from "../accounts/index.ts";

const ENTRIES = `
select e.id, e.parent_id as parent, e.position, e.revision_id as revision, e.n, e.content, e.at, e.retired_at as retired, e.rev,
  e.agent_id as agent, p.name
from guide_entry_now e left join name_of p on p.agent_id = e.agent_id
where e.guide_id = $1 and e.org_id = $2 and e.rev > $3 order by e.position, e.id`;

/** The entries of a draft that changed after a revision of it, retired ones too; all without one. What is hidden is empty. */
export async function readDraft(
  client: pg.Pool | pg.ClientBase,
  org: string,
  guide: string,
  hides: Hides,
  since = -1,
): Promise<DraftEntry[]> {
  const { rows } = await client.query<Omit<DraftEntry, "by"> & { agent: string; name: string | null }>(
    ENTRIES,
    [guide, org, since],
  );
  return maskEntries(
    rows.map(({ agent, name, ...row }) => ({ ...row, by: personRef(agent, name) })),
    hides,
  );
}
