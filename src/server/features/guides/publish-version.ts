import { createHash } from "node:crypto";
import { canonical } from "#content/index.ts";
import type { NewGate, NewReReview } from "#contract/gates.ts";
import { inReadingOrder, isEmptyRule, numberEntries, writeMarkdown } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { raiseGates } from "../gates/index.ts";
import { adoptNewest } from "./adopt-guide.ts";
import { nextRev, readHeads, revisionHash } from "./revise.ts";
import { findMissing } from "./sign-off/find-missing.ts";
import { waiveSignatures } from "./sign-off/waive-signatures.ts";

/** An entry of a version, as the version's hash knows it. */
interface Listed {
  id: string;
  parent: string | null;
  revision: string;
  hash: Buffer;
}

/** SHA-256 of a version: of its text alone, or of its text and its entries in order. */
export function versionHash(body: string, entries: readonly Listed[]): Buffer {
  const list = entries.map(({ id, parent, hash }) => [id, hash.toString("hex"), parent]);
  return createHash("sha256")
    .update(entries.length === 0 ? body : canonical([body, list]))
    .digest();
}

interface Publishing {
  /** The revision of the draft that was looked at. */
  rev: number;
  note: string;
  gate: NewGate | null;
  /** Whether accepted work is reviewed once more. */
  reReview?: NewReReview | null;
  /** Why it is published though signatures are missing; null: it is not. */
  unsigned?: string | null;
}

/**
 * Publishes the draft as the guide's next version, and adopts it in every project that follows the guide.
 * @returns the version's id
 * @throws AppError conflict where the draft has changed since; not_ready where there is nothing to publish, where a rule
 * says nothing, and where a section is not signed
 */
export async function publishVersion(
  tx: Change,
  guide: string,
  { rev: seen, note, gate, reReview = null, unsigned = null }: Publishing,
): Promise<string> {
  const rev = await nextRev(tx, guide);
  if (rev !== seen + 1)
    throw new AppError("conflict", {
      message: "The guide changed while you looked. See what changed, then publish.",
    });
  const heads = await readHeads(tx, guide);
  const entries = inReadingOrder(heads.filter(({ retired }) => retired === null)).map((head) => ({
    ...head,
    hash: revisionHash(head.id, head.n, head.content),
  }));
  const empty = entries.filter(({ content }) => isEmptyRule(content));
  if (empty.length > 0)
    throw new AppError("not_ready", {
      message: "Some rules say nothing yet. Write them or retire them.",
      detail: { empty: empty.map(({ id }) => id) },
    });
  const missing = await findMissing(tx.client, { org: tx.org, guide }, entries);
  if (missing.length > 0 && unsigned === null)
    throw new AppError("not_ready", { message: "Sections wait for signatures.", detail: { missing } });
  if (entries.length === 0) throw new AppError("not_ready", { message: "The guide has no entries yet." });
  const version = await insertVersion(tx, guide, {
    body: writeMarkdown(entries, { markers: false }),
    note,
    entries,
    gate,
    reReview,
  });
  if (missing.length > 0) await waiveSignatures(tx, guide, { version, missing, reason: unsigned! });
  return version;
}

interface NewVersion {
  body: string;
  note?: string;
  entries?: readonly Listed[];
  /** What is to be read before the next item; null: people are told. */
  gate?: NewGate | null;
  reReview?: NewReReview | null;
}

/**
 * Writes a version and puts it in force in every project that follows the guide.
 * @returns the version's id
 */
export async function insertVersion(
  tx: Change,
  guide: string,
  { body, note = "", entries = [], gate = null, reReview = null }: NewVersion,
): Promise<string> {
  const id = newId();
  const { rows } = await tx.client.query<{ n: number }>(
    `insert into guide_version (id, org_id, guide_id, n, body, hash, note, agent_id)
     select $1, $2, $3, coalesce(max(n), 0) + 1, $4, $5, $6, $7 from guide_version where guide_id = $3 and org_id = $2
     returning n`,
    [id, tx.org, guide, body, versionHash(body, entries), note, tx.agent],
  );
  const { n } = rows[0]!;
  await listEntries(tx, id, entries);
  tx.event({ kind: "guide.versioned", body: { guide, version: id, n } });
  const adopting = await adoptNewest(tx, guide, { id, n }, reReview);
  if (gate) await raiseGates(tx, adopting, { version: id, ...gate });
  return id;
}

async function listEntries(tx: Change, version: string, entries: readonly Listed[]): Promise<void> {
  const numbers = numberEntries(entries);
  const columns = [
    entries.map(({ id }) => id),
    entries.map(({ id }) => numbers.get(id)!),
    entries.map(({ revision }) => revision),
    entries.map(({ parent }) => parent),
  ];
  await tx.client.query(
    `insert into guide_version_entry (version_id, org_id, entry_id, position, number, revision_id, parent_id)
     select $1, $2, id, n, number, revision, parent
     from unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[]) with ordinality e(id, number, revision, parent, n)`,
    [version, tx.org, ...columns],
  );
}
