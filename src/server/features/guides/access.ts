import type pg from "pg";
import type { PersonRef } from "#contract/entities.ts";
import type { Capacity, GuideSummary } from "#contract/guide-drafts.ts";
import { AppError } from "../../errors.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";
import { personRef } from "../accounts/index.ts";

/**
 * What a person `p`, who `runs` the organization or not, may do with a guide `g`; $1 organization. Who manages a project
 * that uses a guide reads it, and writes in it where the project follows or has followed it: to pin a version takes a
 * reader alone. Nobody reads one whose project asks them for a signature first. Managers are asked by their own projects;
 * who reads by a capacity is asked by every project that uses the guide.
 */
const MAY = `
cross join lateral (select coalesce(array_agg(capacity order by capacity), '{}') as capacities
  from guide_capacity where guide_id = g.id and person_id = p.id) mine
cross join lateral (select count(*) > 0 as reads, coalesce(bool_or(exists (
    select from guide_adoption f where f.project_id = a.project_id and f.guide_id = g.id and not f.pinned)), false) as writes
  from guide_adoption_now a join member m on m.project_id = a.project_id and m.person_id = p.id and m.role = 'manager'
  where a.guide_id = g.id and a.org_id = $1) leads
cross join lateral (select (p.runs or leads.reads or mine.capacities <> '{}') and not exists (select from guide_adoption_now a
    join agreement_owed o on o.project_id = a.project_id and o.org_id = $1 and o.agent_id = p.id
    where a.guide_id = g.id and a.org_id = $1
      and (p.runs or not leads.reads or exists (select from member m where m.project_id = a.project_id and m.person_id = p.id))) as reads,
  p.runs or leads.writes or 'editor' = any(mine.capacities) as writes) may`;

/** $1 organization, $2 person, $3 whether they run the organization, $4 one guide or null */
const GUIDES = `
select g.id, g.title, g.rev, g.archived_at is not null as archived, g.version_id, g.version_n, g.version_at,
  (select count(*)::int from guide_adoption_now a where a.guide_id = g.id and a.org_id = $1) as projects,
  mine.capacities, may.writes as "mayEdit"
from guide_now g cross join (select $2::uuid as id, $3::boolean as runs) p ${MAY}
where g.org_id = $1 and ($4::uuid is null or g.id = $4) and may.reads
order by g.archived_at is not null, lower(g.title), g.id`;

interface Row {
  id: string;
  title: string;
  rev: number;
  archived: boolean;
  version_id: string | null;
  version_n: number;
  version_at: string;
  projects: number;
  capacities: Capacity[];
  mayEdit: boolean;
}

/** The guides that a person may read: they run the organization, have a capacity, or manage a project that uses it. */
export async function listReadable(
  client: pg.Pool | pg.ClientBase,
  caller: Caller,
  guide: string | null = null,
): Promise<GuideSummary[]> {
  const values = [caller.org, caller.id, runsOrganization(caller), guide];
  const { rows } = await client.query<Row>(GUIDES, values);
  return rows.map(({ version_id, version_n, version_at, ...row }) => ({
    ...row,
    maySuggest: row.mayEdit || row.capacities.some((capacity) => capacity !== "reader"),
    version: version_id === null ? null : { id: version_id, n: version_n, at: version_at },
  }));
}

/** @throws AppError not_found for a guide that the caller may not read */
export async function findReadable(
  client: pg.Pool | pg.ClientBase,
  caller: Caller,
  guide: string,
): Promise<GuideSummary> {
  const [found] = await listReadable(client, caller, guide);
  if (!found) throw new AppError("not_found");
  return found;
}

/** @throws AppError not_found; forbidden for who reads the guide and does not write in it; not_ready for an archived one */
export async function findWritable(
  client: pg.Pool | pg.ClientBase,
  caller: Caller,
  guide: string,
): Promise<GuideSummary> {
  const found = await findReadable(client, caller, guide);
  if (!found.mayEdit) throw new AppError("forbidden");
  mustBeOpen(found);
  return found;
}

/**
 * A guide of which the caller may suggest changes: everyone who writes or signs in it, and suggesters.
 * @throws AppError not_found; forbidden for who only reads it; not_ready for an archived one
 */
export async function findSuggestible(
  client: pg.Pool | pg.ClientBase,
  caller: Caller,
  guide: string,
): Promise<GuideSummary> {
  const found = await findReadable(client, caller, guide);
  if (!found.maySuggest) throw new AppError("forbidden");
  mustBeOpen(found);
  return found;
}

/**
 * A guide that the caller may translate: they write in it, or are one of its linguists.
 * @throws AppError not_found; forbidden; not_ready for an archived one
 */
export async function findTranslatable(
  client: pg.Pool | pg.ClientBase,
  caller: Caller,
  guide: string,
): Promise<GuideSummary> {
  const found = await findReadable(client, caller, guide);
  if (!found.mayEdit && !found.capacities.includes("linguist")) throw new AppError("forbidden");
  mustBeOpen(found);
  return found;
}

/** $1 organization, $2 guide, $3 a project or null, $4 one person or null */
const WRITERS = `
select p.id, n.name from guide_now g
cross join (select id, role <> 'member' as runs from person_now where org_id = $1 and not blocked and not erased) p ${MAY}
join name_of n on n.agent_id = p.id
where g.id = $2 and g.org_id = $1 and ($4::uuid is null or p.id = $4) and may.reads and may.writes
  and ($3::uuid is null or p.runs or 'editor' = any(mine.capacities)
    or exists (select from member m where m.project_id = $3 and m.person_id = p.id and m.role = 'manager'))
order by lower(n.name), p.id`;

interface WritersOf {
  org: string;
  guide: string;
  project?: string | undefined;
  person?: string | undefined;
}

/** Who writes in a guide, by name; or those of them who also answer for one project that uses it; or one of them. */
export async function listWriters(
  client: pg.Pool | pg.ClientBase,
  { org, guide, project, person }: WritersOf,
): Promise<PersonRef[]> {
  const values = [org, guide, project ?? null, person ?? null];
  const { rows } = await client.query<{ id: string; name: string | null }>(WRITERS, values);
  return rows.map(({ id, name }) => personRef(id, name));
}

/** @throws AppError not_ready for an archived guide */
export function mustBeOpen({ archived }: GuideSummary): void {
  if (archived)
    throw new AppError("not_ready", { message: "This guide is archived. Restore it to change it." });
}

/** Whether a person may start guides: they run the organization or manage a project. */
export async function mayStart(client: pg.Pool | pg.ClientBase, caller: Caller): Promise<boolean> {
  if (runsOrganization(caller)) return true;
  const { rowCount } = await client.query(
    "select from member where person_id = $1 and org_id = $2 and role = 'manager' limit 1",
    [caller.id, caller.org],
  );
  return rowCount !== 0;
}
