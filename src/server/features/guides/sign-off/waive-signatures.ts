import type { SigningCapacity } from "#contract/guide-sign-off.ts";
import type { MissingSignature } from "#guide/index.ts";
import type { Change } from "../../../db/change.ts";

interface Waiver {
  version: string;
  missing: readonly MissingSignature<SigningCapacity>[];
  reason: string;
}

/** Writes down that a version was published without signatures: which were missing, who answers for it, and why. */
export async function waiveSignatures(
  tx: Change,
  guide: string,
  { version, missing, reason }: Waiver,
): Promise<void> {
  await tx.client.query(
    "insert into guide_waiver (version_id, org_id, missing, reason, agent_id) values ($1, $2, $3, $4, $5)",
    [version, tx.org, JSON.stringify(missing), reason, tx.agent],
  );
  const sections = [...new Set(missing.map(({ section }) => section))];
  tx.event({ kind: "guide.waived", body: { guide, version, sections } });
}
