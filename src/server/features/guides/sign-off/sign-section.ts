import { createHash } from "node:crypto";
import { canonical } from "#content/index.ts";
import type { SigningCapacity } from "#contract/guide-sign-off.ts";
import { inReadingOrder, toSign } from "#guide/index.ts";
import type { Change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import { AppError } from "../../../errors.ts";
import { holdGuide, liveHead, readHeads, revisionHash } from "../revise.ts";

export interface Signing {
  capacity: SigningCapacity;
  /** What the signer read: each entry of the section at its revision, in reading order. */
  entries: readonly (readonly [entry: string, revision: string])[];
}

/**
 * Signs a section with all that is in it, for exactly the text that was read. Which capacities the signer has is for the
 * caller to know.
 * @throws AppError not_found; conflict where the section is not as it was read
 */
export async function signSection(
  tx: Change,
  guide: string,
  section: string,
  { capacity, entries }: Signing,
): Promise<void> {
  await holdGuide(tx, guide);
  const live = inReadingOrder((await readHeads(tx, guide)).filter(({ retired }) => retired === null));
  liveHead(live, section);
  const now = toSign(live, section);
  if (canonical(now) !== canonical(entries))
    throw new AppError("conflict", {
      message: "The section changed while you read. Read it again, then sign.",
    });
  const heads = new Map(live.map((head) => [head.id, head]));
  const texts = now.map(([entry]) => {
    const { n, content } = heads.get(entry)!;
    return [entry, revisionHash(entry, n, content).toString("hex")];
  });
  const signature = newId();
  await tx.client.query(
    `insert into guide_signature (id, org_id, guide_id, section_id, capacity, entries, hash, agent_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      signature,
      tx.org,
      guide,
      section,
      capacity,
      JSON.stringify(now),
      createHash("sha256").update(canonical(texts)).digest(),
      tx.agent,
    ],
  );
  tx.event({ kind: "guide.signed", body: { guide, section, capacity, signature } });
}
