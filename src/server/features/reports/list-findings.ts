import type pg from "pg";
import { z } from "zod";
import type { AgentRef } from "#contract/entities.ts";
import type { Finding } from "#contract/findings.ts";
import { run, type Statement } from "../../db/pool.ts";
import { withheldFrom } from "../../db/withheld.ts";
import { AppError } from "../../errors.ts";
import { agentRef } from "../accounts/index.ts";

/** $1 organization, $2 project, $3 the last finding of the page before or null, $4 how many. Ids grow with time. */
const FINDINGS: Statement = {
  name: "list-findings",
  text: `
select c.id, c.item_id as item, c.answer_id as answer, c.review_id as review, c.rule_id as rule, c.revision_id as revision,
  c.version_n as "guideVersion", c.number, c.severity, c.judgement, c.newer, r.counts, c.anchor, c.note, c.at,
  c.agent_id as "agentId", n.name, n.kind
from cited_rule c join rule_citation r on r.id = c.id and r.org_id = $1
left join name_of n on n.agent_id = c.agent_id and n.org_id = $1
where c.project_id = $2 and c.org_id = $1 and ($3::uuid is null or c.id > $3)
order by c.id limit $4`,
};

interface Asked {
  org: string;
  /** Who reads them: of a rule that is hidden from them, they see no note. */
  agent: string;
  project: string;
  after?: string | undefined;
  limit: number;
}

type Row = Omit<Finding, "by"> & { agentId: string; name: string | null; kind: AgentRef["kind"] };

/**
 * A page of a project's findings, oldest first.
 * @throws AppError malformed for a place that no page named
 */
export async function listFindings(
  pool: pg.Pool,
  { org, agent, project, after, limit }: Asked,
): Promise<{ rows: Finding[]; next: string | null }> {
  if (after !== undefined && !z.uuid().safeParse(after).success)
    throw new AppError("malformed", { message: "This is no place in the list." });
  const found = await run<Row>(pool, FINDINGS, [org, project, after ?? null, limit + 1]);
  const { hides } = await withheldFrom(pool, { org, agent });
  const rows = found.slice(0, limit).map(({ agentId, name, kind, ...row }) => ({
    ...row,
    note: hides(row.rule) === null ? row.note : "",
    by: agentRef({ id: agentId, name, kind }),
  }));
  return { rows, next: found.length > limit ? rows.at(-1)!.id : null };
}
