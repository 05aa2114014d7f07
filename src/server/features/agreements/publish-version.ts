import { createHash } from "node:crypto";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { askIfNeeded } from "./ask-when-needed.ts";
import { giveTraits } from "./give-traits.ts";

export interface NewVersion {
  text: string;
  /** When no earlier version is enough any more; null: now. */
  neededFrom: string | null;
  until: string | null;
}

/**
 * Adds an agreement's next version. Who signed an earlier one has its trait until this one is needed.
 * @throws AppError invalid for a version that would end before it is needed
 */
export async function publishVersion(
  tx: Change,
  { id: agreement, project }: { id: string; project: string | null },
  { text, neededFrom, until }: NewVersion,
): Promise<void> {
  const id = newId();
  const hash = createHash("sha256").update(text).digest();
  const { rows } = await tx.client.query<{ n: number; fits: boolean }>(
    `insert into agreement_version (id, org_id, agreement_id, n, text, hash, needed_from, until, agent_id)
     select $1, $2, $3, coalesce(max(n), 0) + 1, $4, $5, greatest($6, clock()), $7, $8
     from agreement_version where agreement_id = $3 and org_id = $2
     returning n, coalesce(until > greatest(needed_from, clock()), true) as fits`,
    [id, tx.org, agreement, text, hash, neededFrom, until, tx.agent],
  );
  const { n, fits } = rows[0]!;
  if (!fits) throw new AppError("invalid", { fields: { until: "It would end before it is needed." } });
  tx.event({
    kind: "agreement.published",
    project,
    body: { agreement, version: id, n, hash: hash.toString("hex") },
  });
  await giveTraits(tx, agreement);
  await askIfNeeded(tx, agreement);
}
