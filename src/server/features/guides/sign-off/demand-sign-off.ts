import type { SigningCapacity } from "#contract/guide-sign-off.ts";
import type { Change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import { AppError } from "../../../errors.ts";
import { holdGuide, liveHead, readHeads } from "../revise.ts";

/**
 * Sets which capacities must sign a section before the guide is published; an empty list asks for none.
 * @throws AppError not_found; invalid for an entry that is no section
 */
export async function demandSignOff(
  tx: Change,
  guide: string,
  section: string,
  capacities: readonly SigningCapacity[],
): Promise<void> {
  await holdGuide(tx, guide);
  if (liveHead(await readHeads(tx, guide, section), section).kind !== "section")
    throw new AppError("invalid", { fields: { section: "Only sections are signed." } });
  const row = newId();
  await tx.client.query(
    `insert into guide_sign_off (id, org_id, guide_id, section_id, capacities, agent_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [row, tx.org, guide, section, capacities, tx.agent],
  );
  tx.event({ kind: "guide.sign-off-set", body: { guide, section, capacities: [...capacities], row } });
}
