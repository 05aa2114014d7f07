import type pg from "pg";
import type { AudienceSetting } from "#contract/guide-audience.ts";
import { personRef } from "../../accounts/index.ts";

/** Who reads a guide and its sections, where that is not everyone. */
export async function listAudience(pool: pg.Pool, org: string, guide: string): Promise<AudienceSetting[]> {
  type Row = Omit<AudienceSetting, "people"> & { people: { id: string; name: string | null }[] };
  const { rows } = await pool.query<Row>(
    `select a.section_id as section, a.audience, a.confidential,
       (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', n.name) order by lower(n.name), p.id), '[]')
        from unnest(a.people) p(id) left join name_of n on n.agent_id = p.id and n.org_id = $2) as people
     from guide_audience_now a where a.guide_id = $1 and a.org_id = $2 and (a.confidential or a.audience <> 'all')
     order by a.section_id nulls first`,
    [guide, org],
  );
  return rows.map(({ people, ...row }) => ({
    ...row,
    people: people.map(({ id, name }) => personRef(id, name)),
  }));
}
