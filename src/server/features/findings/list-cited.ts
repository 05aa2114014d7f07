import type pg from "pg";
import type { CitedRule } from "#contract/findings.ts";
import { run, type Statement } from "../../db/pool.ts";

const CITED: Statement = {
  name: "cited-rules",
  text: `
select id, rule_id as rule, number, version_n as "guideVersion", content->>'title' as title, content->>'statement' as statement,
  (select coalesce(jsonb_agg(jsonb_set(e, '{item}', 'null')), '[]') from jsonb_array_elements(content->'examples') e) as examples,
  severity, judgement, newer, anchor, note
from cited_rule where answer_id = any($1) and review_id is not null and org_id = $2 and project_id = $3
order by at, number`,
};

/** The rules that reviews of some answers cite. */
export async function listCited(
  client: pg.Pool | pg.ClientBase,
  { org, project, answers }: { org: string; project: string; answers: readonly string[] },
): Promise<CitedRule[]> {
  return answers.length === 0 ? [] : run<CitedRule>(client, CITED, [answers, org, project]);
}
