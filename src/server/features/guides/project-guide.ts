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

async function findAdopted(
  pool: pg.Pool,
  org: string,
  project: string,
  version: string | null = null,
): Promise<Adopted | undefined> {
  const { rows } = await pool.query<Adopted>(
    `select g.id, g.title, coalesce(s.id, a.version_id) as version, a.pinned, g.version_n as newest
     from guide_adoption_now a
     left join subject s on s.kind = 'guide' and s.id = $3 and s.project_id = a.project_id
     left join guide_version v on v.id = s.id
     join guide_now g on g.id = coalesce(v.guide_id, a.guide_id)
     where a.project_id = $1 and a.org_id = $2 and (s.id is not null or $3::uuid is null)`,
    [project, org, version],
  );
  return rows[0];
}

/**
 * The guide of a project in the version that it works under, or in another one that it adopted once; null for a project
 * that has none.
 */
export async function readProjectGuide(
  pool: pg.Pool,
  org: string,
  project: string,
  version?: string,
): Promise<ProjectGuide | null> {
  const adopted = await findAdopted(pool, org, project, version);
  if (!adopted) return null;
  if (adopted.version === null) return { ...adopted, version: null, entries: [] };
  return {
    ...adopted,
    version: await findVersion(pool, org, adopted.id, adopted.version),
    entries: await listVersionEntries(pool, org, adopted.version),
  };
}

/** The versions of a project's guide that it has worked under, newest first; or one. */
export async function listProjectVersions(
  pool: pg.Pool,
  org: string,
  project: string,
  version: string | null = null,
): Promise<GuideVersion[]> {
  const adopted = await findAdopted(pool, org, project);
  return adopted ? listVersions(pool, org, adopted.id, { version, project }) : [];
}
