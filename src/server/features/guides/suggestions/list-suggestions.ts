import type pg from "pg";
import type { Suggestion, SuggestionOutcome } from "#contract/guide-suggestions.ts";
import { AppError } from "../../../errors.ts";
import { personRef } from "../../accounts/index.ts";

interface Row extends Omit<Suggestion, "by" | "decision"> {
  agent: string;
  name: string | null;
  outcome: SuggestionOutcome | null;
  reason: string;
  decider: string;
  decider_name: string | null;
  decided_at: string;
}

const SUGGESTIONS = `
select s.id, s.entry_id as entry, s.base, s.content, s.note, s.agent_id as agent, p.name, s.at, e.revision_id <> s.base_id as behind,
  s.outcome, s.reason, s.decided_by as decider, d.name as decider_name, s.decided_at
from guide_suggestion_now s join guide_entry_now e on e.id = s.entry_id
left join name_of p on p.agent_id = s.agent_id left join name_of d on d.agent_id = s.decided_by
where s.guide_id = $1 and s.org_id = $2 and ($3::uuid is null or s.id = $3)
order by s.outcome is not null, s.at desc, s.id limit 500`;

/** The suggestions of a guide: open ones first, then the newest; or one. */
export async function listSuggestions(
  client: pg.Pool | pg.ClientBase,
  { org, guide }: { org: string; guide: string },
  suggestion: string | null = null,
): Promise<Suggestion[]> {
  const { rows } = await client.query<Row>(SUGGESTIONS, [guide, org, suggestion]);
  return rows.map(({ agent, name, outcome, reason, decider, decider_name, decided_at, ...row }) => ({
    ...row,
    by: personRef(agent, name),
    decision: outcome && { outcome, reason, by: personRef(decider, decider_name), at: decided_at },
  }));
}

/** @throws AppError not_found */
export async function findSuggestion(
  client: pg.Pool | pg.ClientBase,
  place: { org: string; guide: string },
  suggestion: string,
): Promise<Suggestion> {
  const [found] = await listSuggestions(client, place, suggestion);
  if (!found) throw new AppError("not_found");
  return found;
}
