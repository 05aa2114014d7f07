import type pg from "pg";
import type { PersonRef } from "#contract/entities.ts";
import { personRef } from "../accounts/index.ts";

/** Pages ask every two seconds; who is silent for longer than this is gone. */
const SILENT = "interval '8 seconds'";

/** Notes that a person has a draft open, and which entry of it. */
export async function noteReader(
  client: pg.Pool,
  { org, guide, person, entry }: { org: string; guide: string; person: string; entry: string | null },
): Promise<void> {
  await client.query(
    `insert into guide_presence (org_id, guide_id, person_id, entry_id)
     select $1, $2, id, (select entry_id from guide_head where entry_id = $4 and guide_id = $2 and org_id = $1)
     from person_now where id = $3 and org_id = $1
     on conflict (guide_id, person_id) do update set entry_id = excluded.entry_id, at = excluded.at`,
    [org, guide, person, entry],
  );
}

/** The others who have a draft open, and which entry. */
export async function listReaders(
  client: pg.Pool,
  { org, guide, person }: { org: string; guide: string; person: string },
): Promise<{ person: PersonRef; entry: string | null }[]> {
  const { rows } = await client.query<{ id: string; name: string | null; entry: string | null }>(
    `select r.person_id as id, p.name, r.entry_id as entry from guide_presence r
     left join name_of p on p.agent_id = r.person_id
     where r.guide_id = $1 and r.org_id = $2 and r.person_id <> $3 and r.at > clock() - ${SILENT}
     order by p.name, r.person_id`,
    [guide, org, person],
  );
  return rows.map(({ id, name, entry }) => ({ person: personRef(id, name), entry }));
}
