import type pg from "pg";
import { type CitedRule, Judgement } from "#contract/findings.ts";
import type { JudgedRule } from "#contract/work.ts";
import { type AnswerBody, ruleKey } from "#kinds/answer.ts";
import type { Change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import { hideRules, withheldFrom } from "../../db/withheld.ts";
import { AppError } from "../../errors.ts";
import { citeRules } from "../findings/index.ts";
import type { AssignmentRow } from "./assignment.ts";

/** $1 organization, $2 project, $3 round */
const JUDGED: Statement = {
  name: "judged-rules",
  text: `select rule_id as rule, version_id as version, number, title, statement from judged_rule
         where org_id = $1 and project_id = $2 and round = $3 order by position`,
};

type Row = JudgedRule & { version: string };

/** The rules that a person judges with a piece of work: of those chosen, the ones that they are shown; none in ordinary rounds. */
export async function listJudged(
  client: pg.Pool | pg.ClientBase,
  reader: { org: string; agent: string },
  { project_id: project, round }: Pick<AssignmentRow, "project_id" | "round">,
): Promise<Row[]> {
  if (round === 0) return [];
  const rows = await run<Row>(client, JUDGED, [reader.org, project, round]);
  const { hides } = await withheldFrom(client, reader);
  return rows.filter(({ rule }) => hides(rule) === null);
}

/**
 * Writes down what a body says of each rule that is judged with the work.
 * @throws AppError incomplete where it says nothing of one
 */
export async function judgeRules(
  tx: Change,
  row: Pick<AssignmentRow, "project_id" | "item_id" | "round">,
  { answer, slot, body }: { answer: string; slot: number; body: AnswerBody },
): Promise<void> {
  const rules = await listJudged(tx.client, tx, row);
  if (rules.length === 0) return;
  const said = rules.map(({ rule }) => ({ rule, judgement: Judgement.safeParse(body[ruleKey(rule)]) }));
  const gaps = said.filter(({ judgement }) => !judgement.success);
  if (gaps.length > 0) {
    const fields = gaps.map(({ rule }) => [ruleKey(rule), "Needs an answer"]);
    throw new AppError("incomplete", { fields: Object.fromEntries(fields) });
  }
  const about = { project: row.project_id, item: row.item_id };
  const citations = said.map(({ rule, judgement }) => ({
    ...{ rule, judgement: judgement.data!, severity: null, anchor: null, note: "" },
  }));
  const judged = { ...about, answer, slot, review: null, under: rules[0]!.version };
  const findings = await citeRules(tx, judged, citations);
  tx.event({ kind: "answer.judged", ...about, body: { slot, answer, findings } });
}

/** $1 organization, $2 project, $3 version of an answer */
const BROKEN_ANEW: Statement = {
  name: "broken-anew",
  text: `select f.id, l.rule_id as rule, l.number, v.n as "guideVersion", l.title, l.statement, x.content->>'severity' as severity,
      (select coalesce(jsonb_agg(jsonb_set(e, '{item}', 'null')), '[]') from jsonb_array_elements(x.content->'examples') e) as examples,
      f.judgement, true as newer, null as anchor, f.note
    from judging_finding f join judged_rule l on l.project_id = f.project_id and l.round = f.round and l.rule_id = f.rule_id
    join guide_version_head v on v.id = l.version_id
    join guide_version_entry_text x on x.version_id = l.version_id and x.entry_id = l.rule_id
    where f.org_id = $1 and f.project_id = $2 and f.answer_id = $3 and f.judgement = 'broken'
      and exists (select from slot s where s.id = f.slot_id and s.subject_id = f.answer_id)
    order by l.position`,
};

/** The rules that a re-review found broken in a version of an answer: newer than the answer, so never its author's fault. */
export async function listBrokenAnew(
  client: pg.Pool | pg.ClientBase,
  reader: { org: string; agent: string },
  { project, answer }: { project: string; answer: string },
): Promise<CitedRule[]> {
  return hideRules(client, reader, await run<CitedRule>(client, BROKEN_ANEW, [reader.org, project, answer]));
}
