import type pg from "pg";
import type { Announcement, AnnouncementReader } from "#contract/announcements.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";

const MOST = 200;

/**
 * $1 organization, $2 person, $3 project, or null: what they have not read, in all projects whose agreements they have
 * signed; $4 whether they manage that project, $5 one announcement or null
 */
const ANNOUNCEMENTS = `
select a.id, a.project_id as "projectId", p.name as project, a.title, a.text, a.roles, a.until, a.at,
  a.withdrawn_at as "withdrawnAt", coalesce(f.in_force, false) and r.id is null as unread, r.at as "readAt",
  a.agent_id as "byId", who.name as "byName",
  case when $4 then (
    select jsonb_build_object('asked', count(*), 'read', count(given.id)) from announcement_for one
    left join announcement_reading given on given.announcement_id = a.id and given.agent_id = one.person_id
    where one.announcement_id = a.id) end as readers
from announcement a join project_now p on p.id = a.project_id
left join announcement_for f on f.announcement_id = a.id and f.person_id = $2
left join announcement_reading r on r.announcement_id = a.id and r.agent_id = $2
left join name_of who on who.agent_id = a.agent_id
where a.org_id = $1 and ($5::uuid is null or a.id = $5) and ($4 or f.in_force) and case when $3::uuid is null
  then r.id is null and not exists (
    select from agreement_owed o where o.project_id = a.project_id and o.org_id = $1 and o.agent_id = $2)
  else a.project_id = $3 end
order by a.at desc, a.id limit ${MOST}`;

interface Viewer {
  org: string;
  person: string;
}
type Row = Omit<Announcement, "by"> & { byId: string; byName: string | null };

/** What someone has not read yet, in all their projects; or what a project's members were told, as far as they see it. */
export async function listAnnouncements(
  client: pg.Pool | pg.ClientBase,
  { org, person }: Viewer,
  { project, manages, one = null }: { project: string | null; manages: boolean; one?: string | null },
): Promise<Announcement[]> {
  const { rows } = await client.query<Row>(ANNOUNCEMENTS, [org, person, project, manages, one]);
  return rows.map(({ byId, byName, ...row }) => ({ ...row, by: personRef(byId, byName) }));
}

/** $1 announcement, $2 project, $3 organization. Those who have not read it first. */
const READERS = `
select n.agent_id as id, n.name, f.role, r.at as "readAt"
from (
  select person_id from announcement_for where announcement_id = $1 and project_id = $2 and org_id = $3
  union select agent_id from announcement_reading where announcement_id = $1 and org_id = $3) one(id)
join name_of n on n.agent_id = one.id
left join announcement_for f on f.announcement_id = $1 and f.person_id = one.id
left join announcement_reading r on r.announcement_id = $1 and r.agent_id = one.id
order by r.at nulls first, lower(n.name), n.agent_id`;

/** @throws AppError not_found */
export async function listReaders(
  pool: pg.Pool,
  { org, project, announcement }: { org: string; project: string; announcement: string },
): Promise<AnnouncementReader[]> {
  const { rowCount } = await pool.query(
    "select from announcement where id = $1 and project_id = $2 and org_id = $3",
    [announcement, project, org],
  );
  if (rowCount === 0) throw new AppError("not_found");
  const { rows } = await pool.query<Omit<AnnouncementReader, "person"> & { id: string; name: string | null }>(
    READERS,
    [announcement, project, org],
  );
  return rows.map(({ id, name, ...reader }) => ({ person: personRef(id, name), ...reader }));
}
