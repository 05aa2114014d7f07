import type pg from "pg";
import type { FoundReading } from "#contract/guide-audience.ts";
import { AppError } from "../../../errors.ts";
import { personRef } from "../../accounts/index.ts";

/**
 * Who read which version of a guide, and when, by the code on what they read; small letters and spaces are taken too.
 * @throws AppError not_found
 */
export async function findReading(
  pool: pg.Pool,
  { org, guide, code }: { org: string; guide: string; code: string },
): Promise<FoundReading> {
  const { rows } = await pool.query<{
    code: string;
    at: string;
    agent: string;
    name: string | null;
    title: string;
    version: number | null;
  }>(
    `select r.code, r.at, r.agent_id as agent, n.name, g.title, v.n as version
     from guide_reading r join guide_now g on g.id = r.guide_id left join guide_version_head v on v.id = r.version_id
     left join name_of n on n.agent_id = r.agent_id
     where r.code = upper(regexp_replace($3, '\\s', '', 'g')) and r.guide_id = $2 and r.org_id = $1`,
    [org, guide, code],
  );
  if (!rows[0]) throw new AppError("not_found");
  const { agent, name, title, ...row } = rows[0];
  return { ...row, by: personRef(agent, name), guide: { id: guide, title } };
}
