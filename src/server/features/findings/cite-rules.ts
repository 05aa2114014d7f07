import type { Citation } from "#contract/findings.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";

/** What rules are cited about, and under which versions of the guide. */
export interface Judged {
  project: string;
  item: string;
  answer: string;
  review: string | null;
  /** The piece of work that is no review. */
  slot?: number;
  /** The guide version of whoever judges. */
  under: string | null;
}

/**
 * $1 organization, $2 project, $3 item, $4 answer, $5 review, $6 agent, $7 guide version, $8 citations, $9 piece of work. A rule is newer
 * than the answer where the version that the answer was written under has another text of it, or none.
 */
const INSERT: Statement = {
  name: "cite-rules",
  text: `
insert into finding (id, org_id, project_id, item_id, answer_id, review_id, agent_id, rule_id, revision_id, version_id,
  anchor, severity, judgement, newer, note, slot_id)
select c.id, $1, $2, $3, $4, $5, $6, x.entry_id, x.revision_id, x.version_id, c.anchor,
  coalesce(c.severity, x.content->>'severity'), c.judgement, a.id is not null and older.revision_id is distinct from x.revision_id, c.note, $9
from jsonb_to_recordset($8) as c(id uuid, rule uuid, judgement text, severity text, anchor jsonb, note text)
join guide_version_entry_text x on x.entry_id = c.rule and x.version_id = $7 and x.org_id = $1 and x.kind = 'rule'
left join answer_version a on a.id = $4 and a.org_id = $1 and a.project_id = $2
left join guide_version_entry_text older on older.version_id = a.guide_version_id and older.entry_id = x.entry_id
returning id`,
};

/**
 * Writes down which rules an answer breaks or keeps, as the guide of whoever judges says them.
 * @returns the findings' ids
 * @throws AppError unknown_rule for a rule that this version of the guide does not have
 */
export async function citeRules(
  tx: Change,
  judged: Judged,
  citations: readonly Citation[],
): Promise<string[]> {
  if (citations.length === 0) return [];
  const rows = citations.map((citation) => ({ id: newId(), ...citation }));
  const { project, item, answer, review, slot = null, under } = judged;
  const values = [tx.org, project, item, answer, review, tx.agent, under, JSON.stringify(rows), slot];
  const made = await run<{ id: string }>(tx.client, INSERT, values);
  if (made.length < rows.length) throw new AppError("unknown_rule");
  return made.map(({ id }) => id);
}
