import type pg from "pg";
import type { SigningCapacity } from "#contract/guide-sign-off.ts";
import { type MissingSignature, missingSignatures, type SignedSection } from "#guide/index.ts";

interface Placed {
  id: string;
  parent: string | null;
  revision: string;
}

export interface Signature extends SignedSection<SigningCapacity> {
  agent: string;
  name: string | null;
  at: string;
}

/** The signatures under sections of a guide, newest first. */
export async function listSignatures(
  client: pg.Pool | pg.ClientBase,
  org: string,
  guide: string,
): Promise<Signature[]> {
  const { rows } = await client.query<Signature>(
    `select s.section_id as section, s.capacity, s.entries, s.agent_id as agent, p.name, s.at
     from guide_signature s left join name_of p on p.agent_id = s.agent_id
     where s.guide_id = $1 and s.org_id = $2 order by s.at desc, s.id`,
    [guide, org],
  );
  return rows;
}

/** Which capacities must sign which section. */
export async function listDemands(
  client: pg.Pool | pg.ClientBase,
  org: string,
  guide: string,
): Promise<{ section: string; capacities: SigningCapacity[] }[]> {
  const { rows } = await client.query<{ section: string; capacities: SigningCapacity[] }>(
    "select section_id as section, capacities from guide_sign_off_now where guide_id = $1 and org_id = $2",
    [guide, org],
  );
  return rows;
}

/** What is not signed of a draft whose sections must be. `live`: its entries in reading order. */
export async function findMissing(
  client: pg.Pool | pg.ClientBase,
  { org, guide }: { org: string; guide: string },
  live: readonly Placed[],
): Promise<MissingSignature<SigningCapacity>[]> {
  const demands = await listDemands(client, org, guide);
  if (demands.length === 0) return [];
  return missingSignatures(live, demands, await listSignatures(client, org, guide));
}
