import type pg from "pg";
import type { Person } from "#contract/people.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";
import { personRef } from "../accounts/index.ts";

/**
 * $1 organization, $2 who asks, $3 whether they run the organization, $4 one person or null.
 * Who manages a project chooses its members among everybody, by name alone, and sees parts in their own projects;
 * all others see themselves.
 */
const PEOPLE: Statement = {
  name: "people",
  text: `
with mine as (select project_id from member where person_id = $2 and org_id = $1 and role = 'manager')
select p.id, i.name, case when $3 or p.id = $2 then i.email end as email, p.role, p.created_at as "createdAt",
  case when $3 or p.id = $2 then i.seen_at end as "seenAt",
  p.blocked_at is not null as blocked, p.erased_at is not null as erased,
  p.erased_at is null and not i.has_password and i.was_invited and not i.has_followed as invited,
  coalesce((select jsonb_agg(jsonb_build_object('id', m.project_id, 'name', pr.name, 'role', m.role) order by pr.created_at)
    from member m join project_now pr on pr.id = m.project_id where m.person_id = p.id
      and ($3 or p.id = $2 or m.project_id in (select project_id from mine))), '[]') as projects,
  p.languages, case when $3 or p.id = $2 then coalesce((
    select jsonb_agg(jsonb_build_object('trait', t.trait, 'projectId', t.project_id, 'until', t.until) order by t.trait, t.granted_at)
    from person_trait t where t.agent_id = p.id and t.revoked_at is null and coalesce(t.until > clock(), true)), '[]')
    else '[]' end as traits
from person p left join entrance i on i.person_id = p.id
where p.org_id = $1 and ($4::uuid is null or p.id = $4) and ($3 or p.id = $2 or exists (select from mine))
order by p.erased_at is not null, lower(i.name), p.id`,
};

type Row = Omit<Person, "name"> & { name: string | null };

/** The people of an organization, as far as the caller may know them. */
export async function listPeople(
  pool: pg.Pool,
  caller: Caller,
  person: string | null = null,
): Promise<Person[]> {
  const runs = runsOrganization(caller);
  const rows = await run<Row>(pool, PEOPLE, [caller.org, caller.id, runs, person]);
  return rows.map((row) => ({ ...row, ...personRef(row.id, row.name) }));
}

/** @throws AppError not_found */
export async function findPerson(pool: pg.Pool, caller: Caller, person: string): Promise<Person> {
  const [found] = await listPeople(pool, caller, person);
  if (!found) throw new AppError("not_found");
  return found;
}
