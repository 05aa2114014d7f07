import type pg from "pg";
import type { PersonRef } from "#contract/entities.ts";
import { personRef } from "../accounts/index.ts";
import type { Reader } from "./visible-threads.ts";

/** A trainer reaches reviewers and managers; who sees everything reaches everybody in the project. */
const MENTIONABLE = `
select m.person_id as id, i.name from membership m
join person p on p.id = m.person_id and p.blocked_at is null and p.erased_at is null
left join identity i on i.person_id = m.person_id
where m.project_id = $1 and m.org_id = $2 and m.person_id <> $3 and ($4 or m.role in ('reviewer', 'manager'))
order by lower(i.name), m.person_id`;

/** Whom a person can mention. */
export async function listMentionable(client: pg.Pool | pg.ClientBase, reader: Reader): Promise<PersonRef[]> {
  const values = [reader.project, reader.org, reader.person, reader.sees !== "own"];
  const { rows } = await client.query<{ id: string; name: string | null }>(MENTIONABLE, values);
  return rows.map(({ id, name }) => personRef(id, name));
}
