import type pg from "pg";
import type { PersonRef } from "#contract/entities.ts";
import { personRef } from "../accounts/index.ts";
import type { Reader } from "./reader.ts";

/** A trainer reaches reviewers and managers; who sees everything reaches everybody in the project. */
const MENTIONABLE = `
select m.person_id as id, m.name from member m
where m.active and m.project_id = $1 and m.org_id = $2 and m.person_id <> $3 and ($4 or m.role in ('reviewer', 'manager'))
order by lower(m.name), m.person_id`;

/** Whom a person can mention. */
export async function listMentionable(client: pg.Pool | pg.ClientBase, reader: Reader): Promise<PersonRef[]> {
  const values = [reader.project, reader.org, reader.person, reader.sees !== "own"];
  const { rows } = await client.query<{ id: string; name: string | null }>(MENTIONABLE, values);
  return rows.map(({ id, name }) => personRef(id, name));
}
