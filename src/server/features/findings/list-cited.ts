import type pg from "pg";
import type { CitedRule } from "#contract/findings.ts";
import { run, type Statement } from "../../db/pool.ts";
import { hideRules } from "../../db/withheld.ts";

const CITED: Statement = {
  name: "cited-rules",
  text: `
select id, rule_id as rule, number, version_n as "guideVersion", content->>'title' as title, content->>'statement' as statement,
  (select coalesce(jsonb_agg(jsonb_set(e, '{item}', 'null')), '[]') from jsonb_array_elements(content->'examples') e) as examples,
  severity, judgement, newer, anchor, note
from cited_rule where answer_id = any($1) and review_id is not null and org_id = $2 and project_id = $3
order by at, number`,
};

interface Asked {
  org: string;
  project: string;
  /** Who reads them. */
  agent: string;
  answers: readonly string[];
}

/** The rules that reviews of some answers cite; of those that are hidden, the number alone. */
export async function listCited(
  client: pg.Pool | pg.ClientBase,
  { org, project, agent, answers }: Asked,
): Promise<CitedRule[]> {
  const rows = answers.length === 0 ? [] : await run<CitedRule>(client, CITED, [answers, org, project]);
  return hideRules(client, { org, agent }, rows);
}
