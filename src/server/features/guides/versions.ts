import type pg from "pg";
import type { GuideVersion, GuideVersionHead, VersionEntry } from "#contract/guides.ts";
import { type Hides, maskEntries, writeMarkdown } from "#guide/index.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";

type Client = pg.Pool | pg.ClientBase;
type Row = Omit<GuideVersion, "by"> & { agent: string; name: string | null };

const VERSIONS = `
select v.id, v.guide_id as guide, v.n, v.note, encode(v.hash, 'hex') as hash, v.body, v.at, v.agent_id as agent, p.name, w.reason as unsigned
from guide_version v left join name_of p on p.agent_id = v.agent_id left join guide_waiver w on w.version_id = v.id
where v.guide_id = $1 and v.org_id = $2 and ($3::uuid is null or v.id = $3)
  and ($4::uuid is null or exists (select from subject s where s.kind = 'guide' and s.id = v.id and s.project_id = $4))
order by v.n desc`;

/** The versions of a guide with their texts, newest first; or one, or those that a project has worked under. */
export async function listVersions(
  client: Client,
  org: string,
  guide: string,
  { version = null, project = null }: { version?: string | null; project?: string | null } = {},
): Promise<GuideVersion[]> {
  const { rows } = await client.query<Row>(VERSIONS, [guide, org, version, project]);
  return rows.map(({ agent, name, ...row }) => ({ ...row, by: personRef(agent, name) }));
}

/** @throws AppError not_found */
export async function findVersion(
  client: Client,
  org: string,
  guide: string,
  version: string,
): Promise<GuideVersion> {
  const [found] = await listVersions(client, org, guide, { version });
  if (!found) throw new AppError("not_found");
  return found;
}

/** The entries of a version in reading order. What is hidden is empty. */
export async function listVersionEntries(
  client: Client,
  org: string,
  version: string,
  hides: Hides,
): Promise<VersionEntry[]> {
  const { rows } = await client.query<VersionEntry>(
    `select entry_id as id, number, parent_id as parent, revision_id as revision, n, content
     from guide_version_entry_text where version_id = $1 and org_id = $2 order by position`,
    [version, org],
  );
  return maskEntries(rows, hides);
}

/** The text of a version as someone reads it who is shown these of its entries. */
export function shownText({ body }: GuideVersion, entries: readonly VersionEntry[], hides: Hides): string {
  if (entries.every(({ id }) => hides(id) === null)) return body;
  return writeMarkdown(entries, { numbers: new Map(entries.map(({ id, number }) => [id, number])) });
}

/** A version without its text. */
export const headOf = ({ body, ...head }: GuideVersion): GuideVersionHead => head;
