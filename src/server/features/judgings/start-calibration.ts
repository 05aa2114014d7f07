import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { openRound } from "../work/index.ts";

interface NewCalibration {
  name: string;
  rules: string[];
  people: string[];
  items: string[];
}

/**
 * Starts a calibration: a round of its own, in which each person is offered each item that they may draw, before anything
 * new. All judge by the guide version that the project works under now.
 * @returns its id
 * @throws AppError unknown_rule; not_ready where an item would have fewer than two people
 */
export async function startCalibration(
  tx: Change,
  project: string,
  { name, ...chosen }: NewCalibration,
): Promise<string> {
  const [rules, people, items] = [once(chosen.rules), once(chosen.people), once(chosen.items)];
  const version = await versionWith(tx, project, rules);
  const { round, opened } = await openRound(tx, { project, kind: "calibration", items, people });
  const alone = items.filter((item) => opened.filter((piece) => piece.item === item).length < 2);
  if (alone.length > 0)
    throw new AppError("not_ready", {
      message: `Fewer than two of these people can work on ${alone.length === 1 ? "one of the items" : `${alone.length} of the items`}. Choose others.`,
    });
  const id = newId();
  await tx.client.query(
    `insert into judging (id, org_id, project_id, round, name, version_id, agent_id) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, tx.org, project, round, name, version, tx.agent],
  );
  await tx.client.query(
    `insert into judging_rule (id, org_id, judging_id, rule_id, position)
     select gen_random_uuid(), $1, $2, rule, n from unnest($3::uuid[]) with ordinality r(rule, n)`,
    [tx.org, id, rules],
  );
  tx.event({ kind: "judging.started", project, body: { judging: id, round } });
  return id;
}

const once = (ids: string[]): string[] => [...new Set(ids)];

/** The guide version that the project works under, if it has all the rules. */
async function versionWith(tx: Change, project: string, rules: string[]): Promise<string> {
  const { rows } = await tx.client.query<{ version: string }>(
    `select x.version_id as version from project_now p
     join guide_version_entry_text x on x.version_id = p.guide_version_id and x.kind = 'rule' and x.entry_id = any($3)
     where p.id = $1 and p.org_id = $2`,
    [project, tx.org, rules],
  );
  if (rows.length < rules.length || !rows[0])
    throw new AppError("unknown_rule", { message: "The project's guide does not have all of these rules." });
  return rows[0].version;
}
