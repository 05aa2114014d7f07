import type { SigningCapacity } from "#contract/guide-sign-off.ts";
import type { Change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import { AppError } from "../../../errors.ts";
import { holdGuide, liveHead, readHeads } from "../revise.ts";

/** What to ask for, and whether less may be asked for than until now. */
interface Demand {
  capacities: readonly SigningCapacity[];
  mayDrop: boolean;
}

/**
 * Sets which capacities must sign a section before the guide is published; an empty list asks for none.
 * @throws AppError not_found; invalid for an entry that is no section; forbidden where a capacity that is asked for now
 * would not be any more, and the caller may not do that
 */
export async function demandSignOff(
  tx: Change,
  guide: string,
  section: string,
  { capacities, mayDrop }: Demand,
): Promise<void> {
  await holdGuide(tx, guide);
  if (liveHead(await readHeads(tx, guide, section), section).kind !== "section")
    throw new AppError("invalid", { fields: { section: "Only sections are signed." } });
  const { rows } = await tx.client.query<{ capacities: SigningCapacity[] }>(
    "select capacities from guide_sign_off_now where section_id = $1 and guide_id = $2 and org_id = $3",
    [section, guide, tx.org],
  );
  const dropped = rows[0]?.capacities.filter((capacity) => !capacities.includes(capacity)) ?? [];
  if (dropped.length > 0 && !mayDrop)
    throw new AppError("forbidden", {
      message: "Only an owner of the organization can stop asking for a signature.",
    });
  const row = newId();
  await tx.client.query(
    `insert into guide_sign_off (id, org_id, guide_id, section_id, capacities, agent_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [row, tx.org, guide, section, capacities, tx.agent],
  );
  tx.event({ kind: "guide.sign-off-set", body: { guide, section, capacities: [...capacities], row } });
}
