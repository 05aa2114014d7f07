import type pg from "pg";
import type { GuideVersion, ProjectGuide } from "#contract/guides.ts";
import { findVersion, listVersionEntries, listVersions } from "./versions.ts";

interface Adopted {
  id: string;
  title: string;
  version: string | null;
  pinned: boolean;
  newest: number | null;
}

async function findAdopted(pool: pg.Pool, org: string, project: string): Promise<Adopted | undefined> {
  const { rows } = await pool.query<Adopted>(
    `select g.id, g.title, a.version_id as version, a.pinned, g.version_n as newest
     from guide_adoption_now a join guide_now g on g.id = a.guide_id where a.project_id = $1 and a.org_id = $2`,
    [project, org],
  );
  return rows[0];
}

/** The guide of a project in the version that it works under; null for a project without one. */
export async function readProjectGuide(
  pool: pg.Pool,
  org: string,
  project: string,
): Promise<ProjectGuide | null> {
  const adopted = await findAdopted(pool, org, project);
  if (!adopted) return null;
  if (adopted.version === null) return { ...adopted, version: null, entries: [] };
  return {
    ...adopted,
    version: await findVersion(pool, org, adopted.id, adopted.version),
    entries: await listVersionEntries(pool, org, adopted.version),
  };
}

/** All versions of a project's guide, newest first; or one. */
export async function listProjectVersions(
  pool: pg.Pool,
  org: string,
  project: string,
  version: string | null = null,
): Promise<GuideVersion[]> {
  const adopted = await findAdopted(pool, org, project);
  return adopted ? listVersions(pool, org, adopted.id, version) : [];
}
