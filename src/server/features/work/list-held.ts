import type pg from "pg";

interface Held {
  slotId: number;
  itemId: string;
  holder: { id: string; name: string };
  stage: string;
  until: string;
  parked: boolean;
}

/** Who holds what in a project, the longest lease first. */
export async function listHeld(pool: pg.Pool, org: string, project: string): Promise<Held[]> {
  const { rows } = await pool.query<Held>(
    `select s.id as "slotId", s.item_id as "itemId", q.stage, s.lease_until as until, s.parked,
       jsonb_build_object('id', s.holder, 'name', coalesce(i.name, 'Person ' || right(s.holder::text, 4))) as holder
     from slot s join queue q on q.id = s.queue_id left join identity i on i.person_id = s.holder
     where q.project_id = $1 and q.org_id = $2 and s.state = 1 order by s.lease_until desc limit 1000`,
    [project, org],
  );
  return rows;
}
