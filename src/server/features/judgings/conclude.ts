import { canonicalLanguage, textOf } from "#content/index.ts";
import type { Judgement } from "#contract/findings.ts";
import type { SeenItem } from "#contract/judgings.ts";
import type { Example } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";
import { addExample, findWritable, halveRule } from "../guides/index.ts";
import { ask, giveRuling } from "../questions/index.ts";
import { findCalibration, type Viewer } from "./find-calibrations.ts";
import { itemAt } from "./item-at.ts";
import { lockJudging } from "./lock-judging.ts";
import { listRules } from "./read-blind.ts";
import { readRevealed } from "./read-revealed.ts";

interface About {
  judging: string;
  rule: string;
}

/**
 * Makes an item an example of a rule in the guide's draft, with the verdict that most people voted for, else said.
 * @throws AppError not_found; forbidden for who may not write in the guide; not_ready for an item that someone may still
 * work on or that is held out; conflict for one that is an example already
 */
export async function makeExample(
  tx: Change,
  { viewer, caller }: { viewer: Viewer; caller: Caller },
  { judging, rule, item: n }: About & { item: number },
): Promise<void> {
  const guide = await openGuide(tx, { viewer, caller }, { judging, rule });
  const item = await itemAt(tx, viewer, judging, n);
  const rules = await listRules(tx.client, viewer, judging);
  const seen = (await readRevealed(tx.client, viewer, { id: judging, rules })).items[n - 1]!;
  if (seen.examples.includes(rule))
    throw new AppError("conflict", { message: "This item is an example of this rule already." });
  await addExample(tx, { guide, rule }, exampleOf(seen, rule, item));
  await logOutcome(tx, viewer, { judging, rule, item, kind: "example" });
}

/**
 * Splits a rule in two in the guide's draft.
 * @throws AppError not_found; forbidden for who may not write in the guide; conflict where it was split here already
 */
export async function splitRule(
  tx: Change,
  { viewer, caller }: { viewer: Viewer; caller: Caller },
  { judging, rule }: About,
): Promise<void> {
  const guide = await openGuide(tx, { viewer, caller }, { judging, rule });
  const { rowCount } = await tx.client.query(
    "select from judging_outcome where judging_id = $1 and rule_id = $2 and org_id = $3 and kind = 'split'",
    [judging, rule, viewer.org],
  );
  if (rowCount !== 0) throw new AppError("conflict", { message: "This rule was split already." });
  await halveRule(tx, { guide, rule });
  await logOutcome(tx, viewer, { judging, rule, item: null, kind: "split" });
}

/**
 * Rules on what an item shows of a rule: a question on the desk, answered at once, so that the ruling is where all
 * rulings are.
 * @throws AppError not_found; forbidden for who may not write in the guide
 */
export async function ruleOnItem(
  tx: Change,
  { viewer, caller }: { viewer: Viewer; caller: Caller },
  { judging, rule, item: n, text }: About & { item: number; text: string },
): Promise<void> {
  const guide = await openGuide(tx, { viewer, caller }, { judging, rule });
  const item = await itemAt(tx, viewer, judging, n);
  const { name } = await findCalibration(tx.client, viewer, judging);
  const question = await ask(tx, viewer.project, {
    ...{ kind: "question", text: `${name}: item ${n}`, rule },
    ...{ assignment: null, example: null, sameAs: null },
  });
  const { id: ruling } = await giveRuling(tx, caller, { guide, question }, { text, after: null });
  await logOutcome(tx, viewer, { judging, rule, item, kind: "ruling", ruling });
}

/** The guide of a calibration that is revealed, in which the caller may write. What comes of one is decided in turns. */
async function openGuide(
  tx: Change,
  { viewer, caller }: { viewer: Viewer; caller: Caller },
  { judging, rule }: About,
): Promise<string> {
  const { isClosed } = await lockJudging(tx, viewer.project, judging);
  if (!isClosed) throw new AppError("not_ready", { message: "Reveal the calibration first." });
  const { rows } = await tx.client.query<{ guide: string }>(
    `select v.guide_id as guide from judging j join judging_rule l on l.judging_id = j.id and l.rule_id = $2
     join guide_version_head v on v.id = j.version_id where j.id = $1 and j.project_id = $3 and j.org_id = $4`,
    [judging, rule, viewer.project, viewer.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  await findWritable(tx.client, caller, rows[0].guide);
  return rows[0].guide;
}

/** Of what the item shows, its first response; where it shows none, the longest that was written. */
function exampleOf({ material, answers, votes, attributes }: SeenItem, rule: string, item: string): Example {
  const written = answers.flatMap(({ body }) =>
    Object.values(body).filter((value) => typeof value === "string"),
  );
  const shown = material.candidates?.[0]?.messages.map(textOf).join("\n\n");
  const [longest = ""] = (written as string[]).sort((a, b) => b.length - a.length);
  const voted = Object.entries(votes.find((one) => one.rule === rule)!.counts) as [Judgement, number][];
  const said = answers.flatMap(({ judgements }) => judgements[rule] ?? []);
  const counts = voted.some(([, count]) => count > 0)
    ? new Map(voted)
    : new Map(voted.map(([judgement]) => [judgement, said.filter((one) => one === judgement).length]));
  const [kept, broken] = [counts.get("kept")!, counts.get("broken")!];
  return {
    id: crypto.randomUUID(),
    verdict: kept > broken ? "good" : broken > kept ? "bad" : "borderline",
    prompt: material.prompt.map(textOf).join("\n\n"),
    response: shown ?? longest,
    why: "",
    language: canonicalLanguage(attributes.language),
    skill: typeof attributes.skill === "string" ? attributes.skill.slice(0, 300) : "",
    item,
  };
}

interface Outcome {
  item: string | null;
  kind: "example" | "split" | "ruling";
  ruling?: string;
}

async function logOutcome(
  tx: Change,
  { project }: Viewer,
  { judging, rule, item, kind, ruling }: About & Outcome,
): Promise<void> {
  const id = newId();
  await tx.client.query(
    "insert into judging_outcome (id, org_id, judging_id, item_id, rule_id, kind, ruling_id, agent_id) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [id, tx.org, judging, item, rule, kind, ruling, tx.agent],
  );
  tx.event({ kind: "judging.concluded", project, body: { judging, outcome: id } });
}
