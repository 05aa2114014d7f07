import type pg from "pg";
import type { Reading } from "#contract/guide-audience.ts";
import type { GuideVersion, ProjectGuide } from "#contract/guides.ts";
import { withoutIds } from "#guide/index.ts";
import { withheldFrom } from "../../db/withheld.ts";
import type { Context } from "../../http/context.ts";
import { type Caller, manager, worker } from "../../http/policy.ts";
import { noteReading } from "./audience/note-reading.ts";
import { findVersion, listVersionEntries, listVersions, shownText } from "./versions.ts";

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

/** Who reads, and whether they opened what is confidential. */
export interface GuideReader {
  org: string;
  agent: string;
  opened?: boolean;
}

/**
 * The guide of a project, as someone reads it, in the version that it works under, or in another one that it adopted once;
 * null for a project that has none.
 */
export async function readProjectGuide(
  pool: pg.Pool,
  { org, agent, opened = false }: GuideReader,
  project: string,
  version: string | null = null,
): Promise<ProjectGuide | null> {
  const adopted = await findAdopted(pool, org, project, version);
  if (!adopted) return null;
  const withheld = await withheldFrom(pool, { org, agent });
  const hides = opened ? withheld.always : withheld.hides;
  const isWhole = withheld.guide(adopted.id);
  const mayOpen = !opened && withheld.mayOpen(adopted.id);
  if (adopted.version === null) return { ...adopted, mayOpen, version: null, entries: [] };
  const found = await findVersion(pool, org, adopted.id, adopted.version);
  const entries = await listVersionEntries(pool, org, adopted.version, hides);
  const isHidden = isWhole === "always" || (isWhole === "until-opened" && !opened);
  const body = isHidden ? "" : shownText(found, entries, hides);
  return { ...adopted, mayOpen, version: { ...found, body }, entries };
}

/** A guide without the ids of people and items, for those who work without knowing either. */
export function asSeenBy(caller: Caller, guide: ProjectGuide | null): ProjectGuide | null {
  if (!guide || !worker(caller) || manager(caller)) return guide;
  const entries = guide.entries.map((entry) => ({ ...entry, content: withoutIds(entry.content) }));
  return { ...guide, entries };
}

/** A project's guide with what is confidential in it, whose reading is written down. */
export async function openProjectGuide(
  context: Context,
  project: string,
  version: string | null,
): Promise<{ guide: ProjectGuide | null; reading: Reading | null }> {
  const { pool } = context.services.database;
  const reader = { org: context.org, agent: context.caller.id };
  const closed = await readProjectGuide(pool, reader, project, version);
  if (!closed?.mayOpen || closed.version === null)
    return { guide: asSeenBy(context.caller, closed), reading: null };
  const reading = await noteReading(context, { guide: closed.id, version: closed.version.id });
  const opened = await readProjectGuide(pool, { ...reader, opened: true }, project, version);
  return { guide: asSeenBy(context.caller, opened), reading };
}

/** The versions of a project's guide that it has worked under, as someone reads them, newest first; or one. */
export async function listProjectVersions(
  pool: pg.Pool,
  { org, agent }: GuideReader,
  project: string,
  version: string | null = null,
): Promise<GuideVersion[]> {
  const adopted = await findAdopted(pool, org, project);
  if (!adopted) return [];
  const { guide, hides } = await withheldFrom(pool, { org, agent });
  const versions = await listVersions(pool, org, adopted.id, { version, project });
  if (guide(adopted.id) !== null) return versions.map((one) => ({ ...one, body: "" }));
  return Promise.all(
    versions.map(async (one) => {
      const entries = await listVersionEntries(pool, org, one.id, hides);
      return { ...one, body: shownText(one, entries, hides) };
    }),
  );
}
