import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";

/** @throws AppError not_found for what is no rule, or one of another guide */
export async function expectRule(tx: Change, guide: string, rule: string): Promise<void> {
  const { rowCount } = await tx.client.query(
    "select from guide_entry_now where id = $1 and guide_id = $2 and org_id = $3 and kind = 'rule'",
    [rule, guide, tx.org],
  );
  if (rowCount === 0) throw new AppError("not_found");
}
