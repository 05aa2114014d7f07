import type pg from "pg";
import type { Attributes, Material } from "#content/index.ts";
import type { Judgement } from "#contract/findings.ts";
import type { Revealed, SeenAnswer, SeenItem } from "#contract/judgings.ts";
import type { JudgedRule } from "#contract/work.ts";
import { readAnswer, type StoredAnswer } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import { withheldFrom } from "../../db/withheld.ts";
import { agreementOf, countJudgements } from "./agreement.ts";
import type { Viewer } from "./find-calibrations.ts";
import { JUDGED_ITEMS } from "./item-at.ts";

interface ItemRow {
  id: string;
  n: number;
  shown: Material;
  attributes: Attributes;
}
interface AnswerRow extends StoredAnswer {
  slot: number;
  item: string;
  agent: string;
  form: string;
  formBody: Form;
}
interface FindingRow {
  slot: number;
  item: string;
  agent: string;
  rule: string;
  judgement: Judgement;
}
type VoteRow = Omit<FindingRow, "slot">;
interface OutcomeRow {
  item: string | null;
  rule: string;
  kind: "example" | "split" | "ruling";
  text: string | null;
}

/** $1 judging, $2 project, $3 organization. In an order that tells nothing of who answered when. */
const ANSWERS = `
select a.slot_id as slot, a.item_id as item, a.agent_id as agent, a.body, a.kinds, a.form_version_id as form, a.form as "formBody"
from judging j join judging_answer a on a.project_id = j.project_id and a.round = j.round
where j.id = $1 and j.project_id = $2 and j.org_id = $3 order by md5(a.slot_id::text || a.item_id)`;
const FINDINGS = `
select f.slot_id as slot, f.item_id as item, f.agent_id as agent, f.rule_id as rule, f.judgement
from judging j join judging_finding f on f.project_id = j.project_id and f.round = j.round
where j.id = $1 and j.project_id = $2 and j.org_id = $3`;
const VOTES = `
select distinct on (v.item_id, v.rule_id, v.agent_id) v.item_id as item, v.rule_id as rule, v.agent_id as agent, v.judgement
from judging j join judging_vote v on v.judging_id = j.id
where j.id = $1 and j.project_id = $2 and j.org_id = $3 order by v.item_id, v.rule_id, v.agent_id, v.at desc, v.id desc`;
const OUTCOMES = `
select distinct o.item_id as item, o.rule_id as rule, o.kind, r.text
from judging j join judging_outcome o on o.judging_id = j.id left join ruling_now r on r.id = o.ruling_id
where j.id = $1 and j.project_id = $2 and j.org_id = $3`;

/** What everyone said in a calibration that is revealed, side by side and without names. Rulings on rules that the viewer may not read are left out. */
export async function readRevealed(
  pool: pg.Pool | pg.ClientBase,
  { org, project, agent }: Viewer,
  { id, rules }: { id: string; rules: JudgedRule[] },
): Promise<Revealed> {
  const read = async <R extends pg.QueryResultRow>(text: string) =>
    (await pool.query<R>(text, [id, project, org])).rows;
  const items = await read<ItemRow>(`${JUDGED_ITEMS} order by n`);
  const [answers, findings] = [await read<AnswerRow>(ANSWERS), await read<FindingRow>(FINDINGS)];
  const [votes, outcomes] = [await read<VoteRow>(VOTES), await read<OutcomeRow>(OUTCOMES)];
  const { hides } = await withheldFrom(pool, { org, agent });

  const seen = (answer: AnswerRow): SeenAnswer => ({
    mine: answer.agent === agent,
    body: readAnswer(answer.formBody, answer),
    form: answer.form,
    judgements: Object.fromEntries(
      findings.filter(({ slot }) => slot === answer.slot).map(({ rule, judgement }) => [rule, judgement]),
    ),
  });
  const seenItem = ({ id: item, n, shown, attributes }: ItemRow): SeenItem => ({
    ...{ n, material: shown, attributes },
    answers: answers.filter((answer) => answer.item === item).map(seen),
    votes: rules.map(({ rule }) => {
      const given = votes.filter((vote) => vote.item === item && vote.rule === rule);
      return {
        rule,
        counts: countJudgements(given.map(({ judgement }) => judgement)),
        mine: given.find((vote) => vote.agent === agent)?.judgement ?? null,
      };
    }),
    rulings: outcomes.flatMap((one) =>
      one.kind === "ruling" && one.item === item && one.text !== null && hides(one.rule) === null
        ? [{ rule: one.rule, text: one.text }]
        : [],
    ),
    examples: outcomes.filter((one) => one.kind === "example" && one.item === item).map(({ rule }) => rule),
  });
  return {
    rules: rules.map((rule) => {
      const said = findings.filter((finding) => finding.rule === rule.rule);
      const labels = said.map(({ item, agent: rater, judgement: value }) => ({ item, rater, value }));
      return {
        ...rule,
        ...agreementOf(labels),
        counts: countJudgements(said.map(({ judgement }) => judgement)),
        split: outcomes.some((one) => one.kind === "split" && one.rule === rule.rule),
      };
    }),
    items: items.map(seenItem),
    forms: Object.fromEntries(answers.map(({ form, formBody }) => [form, formBody])),
  };
}
