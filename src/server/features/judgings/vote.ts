import type { Judgement } from "#contract/findings.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { findCalibration, type Viewer } from "./find-calibrations.ts";
import { itemAt } from "./item-at.ts";
import { listRules } from "./read-blind.ts";

/** So many votes of one person in one calibration within a day: more than its items and rules, each thought over again. */
const MOST_A_DAY = 1_000;

interface Vote {
  judging: string;
  /** Which of the calibration's items, from 1. */
  item: number;
  rule: string;
  judgement: Judgement;
}

/**
 * Says what a rule is in an item, having seen what everyone said. A row is added; each person's newest counts.
 * @throws AppError not_found; not_ready before the reveal; too_many
 */
export async function vote(
  tx: Change,
  viewer: Viewer,
  { judging, item, rule, judgement }: Vote,
): Promise<void> {
  const { revealedAt } = await findCalibration(tx.client, viewer, judging);
  if (revealedAt === null) throw new AppError("not_ready", { message: "Votes begin once it is revealed." });
  const rules = await listRules(tx.client, viewer, judging);
  if (!rules.some((one) => one.rule === rule)) throw new AppError("not_found");
  const { rows } = await tx.client.query<{ today: number }>(
    `select count(*)::int as today from judging_vote
     where judging_id = $1 and agent_id = $2 and org_id = $3 and at > clock() - interval '1 day'`,
    [judging, tx.agent, tx.org],
  );
  if (rows[0]!.today >= MOST_A_DAY)
    throw new AppError("too_many", {
      message: `You have voted ${MOST_A_DAY} times in this calibration within a day. Vote again tomorrow.`,
    });
  const id = newId();
  await tx.client.query(
    `insert into judging_vote (id, org_id, judging_id, item_id, rule_id, agent_id, judgement) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, tx.org, judging, await itemAt(tx, viewer, judging, item), rule, tx.agent, judgement],
  );
  tx.event({ kind: "judging.voted", project: viewer.project, body: { judging, vote: id } });
}
