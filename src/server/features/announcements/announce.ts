import type { ProjectRole } from "#contract/entities.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";

interface NewAnnouncement {
  title: string;
  text: string;
  roles: ProjectRole[];
  until: string | null;
}

/**
 * Tells the members of a project something.
 * @returns the announcement's id
 * @throws AppError invalid for one that would be over already
 */
export async function announce(
  tx: Change,
  project: string,
  { title, text, roles, until }: NewAnnouncement,
): Promise<string> {
  const id = newId();
  const { rows } = await tx.client.query<{ fits: boolean }>(
    `insert into announcement (id, org_id, project_id, title, text, roles, until, agent_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning coalesce(until > at, true) as fits`,
    [id, tx.org, project, title, text, [...new Set(roles)], until, tx.agent],
  );
  if (!rows[0]!.fits) throw new AppError("invalid", { fields: { until: "This time has passed already." } });
  tx.event({ kind: "announcement.made", project, body: { announcement: id } });
  return id;
}

/**
 * Withdraws an announcement; one that is withdrawn already stays as it is.
 * @throws AppError not_found
 */
export async function withdraw(tx: Change, project: string, announcement: string): Promise<void> {
  const { rows } = await tx.client.query<{ withdrawn: boolean }>(
    `select withdrawn_at is not null as withdrawn from announcement
     where id = $1 and project_id = $2 and org_id = $3 for update`,
    [announcement, project, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  if (rows[0].withdrawn) return;
  await tx.client.query(
    `update announcement set withdrawn_at = clock(), withdrawn_by = $4
     where id = $1 and project_id = $2 and org_id = $3`,
    [announcement, project, tx.org, tx.agent],
  );
  tx.event({ kind: "announcement.withdrawn", project, body: { announcement } });
}
