import type { Audience } from "#contract/guide-audience.ts";
import type { Change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import { AppError } from "../../../errors.ts";
import { liveHead, readHeads } from "../revise.ts";

export interface NewAudience {
  /** Null: the whole guide. */
  section: string | null;
  audience: Audience;
  people: readonly string[];
  confidential: boolean;
}

/**
 * Sets who reads a guide or one of its sections, from now on and in every version.
 * @throws AppError not_found for a section that the draft does not have; invalid for what is no section, for an audience of
 * nobody, and for people who are not of the organization; not_ready for a guide that has no entries
 */
export async function setAudience(
  tx: Change,
  guide: string,
  { section, audience, people: named, confidential }: NewAudience,
): Promise<void> {
  const heads = await readHeads(tx, guide);
  if (heads.length === 0)
    throw new AppError("not_ready", { message: "This guide is one text. Give it sections or rules first." });
  if (section !== null && liveHead(heads, section).kind !== "section")
    throw new AppError("invalid", { fields: { section: "Only a guide or a section has an audience." } });
  const people = audience === "people" ? [...new Set(named)] : [];
  if (audience === "people") await expectPeople(tx, people);
  const row = newId();
  await tx.client.query(
    `insert into guide_audience (id, org_id, guide_id, section_id, audience, people, confidential, agent_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row, tx.org, guide, section, audience, people, confidential, tx.agent],
  );
  tx.event({ kind: "guide.audience-set", body: { guide, section, audience, confidential, row } });
}

async function expectPeople(tx: Change, people: readonly string[]): Promise<void> {
  if (people.length === 0) throw new AppError("invalid", { fields: { people: "Name at least one person." } });
  const { rowCount } = await tx.client.query(
    "select from person_now where id = any($1) and org_id = $2 and not erased",
    [people, tx.org],
  );
  if (rowCount !== people.length)
    throw new AppError("invalid", { fields: { people: "Not everyone named is in the organization." } });
}
