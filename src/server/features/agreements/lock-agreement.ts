import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";

/** An agreement that is for a project, while it is signed or changed: one at a time. */
export interface LockedAgreement {
  id: string;
  /** Null: every project of the organization. */
  project: string | null;
  trait: string;
  asked: boolean;
  /** The newest version, and when its own signatures end. */
  version: string;
  n: number;
  hash: string;
  isOver: boolean;
}

/** @throws AppError not_found for one of another project, or that nobody has to sign any more */
export async function lockAgreement(
  tx: Change,
  project: string,
  agreement: string,
): Promise<LockedAgreement> {
  const { rows } = await tx.client.query<LockedAgreement>(
    `select g.id, g.project_id as project, 'agreed:' || g.key as trait, g.asked_at is not null as asked,
       v.id as version, v.n, encode(v.hash, 'hex') as hash, coalesce(v.until <= clock(), false) as "isOver"
     from agreement g cross join lateral (
       select id, n, hash, until from agreement_version where agreement_id = g.id order by n desc limit 1) v
     where g.id = $1 and g.org_id = $2 and (g.project_id = $3 or g.project_id is null) and g.retired_at is null
     for update of g`,
    [agreement, tx.org, project],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0];
}

/**
 * The same for who changes it.
 * @throws AppError forbidden for a manager, where it is for every project
 */
export async function lockOwnAgreement(
  tx: Change,
  caller: Caller,
  project: string,
  agreement: string,
): Promise<LockedAgreement> {
  const locked = await lockAgreement(tx, project, agreement);
  if (locked.project === null) mustRunAll(caller);
  return locked;
}

/** @throws AppError forbidden */
export function mustRunAll(caller: Caller): void {
  if (runsOrganization(caller)) return;
  throw new AppError("forbidden", { message: "Only owners and admins change what is for every project." });
}
