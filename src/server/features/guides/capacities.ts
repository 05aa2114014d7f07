import type pg from "pg";
import type { PersonRef } from "#contract/entities.ts";
import type { Capacity } from "#contract/guide-drafts.ts";
import { SigningCapacity } from "#contract/guide-sign-off.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";
import { personRef } from "../accounts/index.ts";

/** Who has which capacities in a guide, by name. */
export async function listCapacities(
  pool: pg.Pool,
  org: string,
  guide: string,
): Promise<{ person: PersonRef; capacities: Capacity[] }[]> {
  const { rows } = await pool.query<{ id: string; name: string | null; capacities: Capacity[] }>(
    `select c.person_id as id, p.name, array_agg(c.capacity order by c.capacity) as capacities
     from guide_capacity c left join name_of p on p.agent_id = c.person_id
     where c.guide_id = $1 and c.org_id = $2 group by c.person_id, p.name order by p.name, c.person_id`,
    [guide, org],
  );
  return rows.map(({ id, name, capacities }) => ({ person: personRef(id, name), capacities }));
}

/**
 * Sets what a person may do with a guide; an empty list takes everything away.
 * @throws AppError not_found for someone who is not of the organization, or was erased; forbidden for who would give
 * themselves a signature without running the organization
 */
export async function setCapacities(
  tx: Change,
  guide: string,
  { caller, person }: { caller: Caller; person: string },
  capacities: readonly Capacity[],
): Promise<void> {
  if (person === caller.id && !runsOrganization(caller))
    await expectNoNewSignature(tx, guide, person, capacities);
  const { rowCount } = await tx.client.query(
    "select from person_now where id = $1 and org_id = $2 and not erased",
    [person, tx.org],
  );
  if (rowCount === 0) throw new AppError("not_found");
  await writeCapacities(tx, guide, person, capacities);
}

async function expectNoNewSignature(
  tx: Change,
  guide: string,
  person: string,
  capacities: readonly Capacity[],
): Promise<void> {
  const { rows } = await tx.client.query<{ capacity: Capacity }>(
    "select capacity from guide_capacity where guide_id = $1 and person_id = $2 and org_id = $3",
    [guide, person, tx.org],
  );
  const signs = SigningCapacity.options.filter((capacity) => capacities.includes(capacity));
  if (signs.some((capacity) => !rows.some((row) => row.capacity === capacity)))
    throw new AppError("forbidden", { message: "Ask someone else to let you sign." });
}

/** Who leaves a project loses what they may do with its guides, unless another project of theirs uses them. */
export async function dropCapacities(tx: Change, project: string, person: string): Promise<void> {
  const { rows } = await tx.client.query<{ guide: string }>(
    `select distinct c.guide_id as guide from guide_capacity c
     join guide_adoption used on used.guide_id = c.guide_id and used.project_id = $3
     where c.person_id = $2 and c.org_id = $1 and not exists (
       select from guide_adoption_now a join member m on m.project_id = a.project_id and m.person_id = $2
       where a.guide_id = c.guide_id and a.org_id = $1)`,
    [tx.org, person, project],
  );
  for (const { guide } of rows) await writeCapacities(tx, guide, person, []);
}

async function writeCapacities(
  tx: Change,
  guide: string,
  person: string,
  capacities: readonly Capacity[],
): Promise<void> {
  const { rows: taken } = await tx.client.query<{ capacity: string }>(
    `delete from guide_capacity where guide_id = $1 and person_id = $2 and org_id = $3 and capacity <> all($4)
     returning capacity`,
    [guide, person, tx.org, capacities],
  );
  await tx.client.query(
    `insert into guide_capacity (org_id, guide_id, person_id, capacity, granted_by)
     select $3, $1, $2, capacity, $5 from unnest($4::text[]) capacity on conflict do nothing`,
    [guide, person, tx.org, capacities, tx.agent],
  );
  tx.event({
    kind: "guide.capacities-set",
    body: { guide, person, capacities: [...capacities], taken: taken.map(({ capacity }) => capacity) },
  });
}
