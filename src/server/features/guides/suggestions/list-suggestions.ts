import type pg from "pg";
import { SuggestedAct, type Suggestion, type SuggestionOutcome } from "#contract/guide-suggestions.ts";
import type { Hides } from "#guide/index.ts";
import { AppError } from "../../../errors.ts";
import { personRef } from "../../accounts/index.ts";

interface Row extends Omit<Suggestion, "by" | "decision" | "change"> {
  act: SuggestedAct["act"];
  entry: string | null;
  baseId: string | null;
  content: object;
  agent: string;
  name: string | null;
  outcome: SuggestionOutcome | null;
  reason: string;
  decider: string;
  decider_name: string | null;
  decided_at: string;
}

/** What happened to an open suggestion's entries since counts once, the worst of it. */
const SUGGESTIONS = `
select s.id, s.act, s.entry_id as entry, s.base_id as "baseId", s.base, s.content, s.note, s.agent_id as agent, p.name, s.at, w.stale,
  s.outcome, s.reason, s.decided_by as decider, d.name as decider_name, s.decided_at
from guide_suggestion_now s
left join name_of p on p.agent_id = s.agent_id left join name_of d on d.agent_id = s.decided_by
left join lateral (select case
    when bool_or(e.retired_at is not null and exists (select from guide_lineage l where l.from_entry = e.id and l.kind = 'merged')) then 'merged'
    when bool_or(e.retired_at is not null) then 'retired'
    when bool_or(exists (select from guide_lineage l where l.from_entry = e.id and l.kind = 'split' and l.at > s.at)) then 'split'
    when bool_or(e.revision_id <> about.base) then 'reworded' end as stale
  from (select s.entry_id as id, s.base_id as base
    union all select (o->>'id')::uuid, (o->>'base')::uuid from jsonb_array_elements(case s.act when 'merge' then s.content->'others' end) o) about
  join guide_entry_now e on e.id = about.id and e.org_id = $2) w on s.outcome is null
where s.guide_id = $1 and s.org_id = $2 and ($3::uuid is null or s.id = $3)
order by s.outcome is not null, s.at desc, s.id limit 500`;

/** The suggestions of a guide: open ones first, then the newest; or one. */
export async function listSuggestions(
  client: pg.Pool | pg.ClientBase,
  { org, guide }: { org: string; guide: string },
  suggestion: string | null = null,
): Promise<Suggestion[]> {
  const { rows } = await client.query<Row>(SUGGESTIONS, [guide, org, suggestion]);
  return rows.map((row) => {
    const {
      act,
      entry,
      baseId,
      content,
      agent,
      name,
      outcome,
      reason,
      decider,
      decider_name,
      decided_at,
      ...rest
    } = row;
    return {
      ...rest,
      change: changeOf(row),
      by: personRef(agent, name),
      decision: outcome && { outcome, reason, by: personRef(decider, decider_name), at: decided_at },
    };
  });
}

/** An act as it is kept: apart from a rewording's text, everything that it takes beside its entry is one object. */
export function changeOf(row: Pick<Row, "act" | "entry" | "baseId" | "content">): SuggestedAct {
  const { act, entry, baseId: base, content } = row;
  return SuggestedAct.parse({ act, entry, base, ...(act === "reword" ? { content } : content) });
}

/** Whether an act is about an entry that is hidden from someone, or puts one where they read nothing. */
export function isHidden(change: SuggestedAct, hides: Hides): boolean {
  const about = [
    "entry" in change ? change.entry : null,
    "parent" in change ? change.parent : null,
    ...("others" in change ? change.others.map(({ id }) => id) : []),
  ];
  return about.some((id) => id !== null && hides(id) !== null);
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
