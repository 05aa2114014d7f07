import { bySql, type Check } from "./check.ts";

/** Whether the reader `r` has ever had one of these roles in a project that has used the guide. */
const had = (roles: string) => `exists (
  select from guide_adoption f where f.guide_id = r.guide_id and (
    exists (select from membership m where m.project_id = f.project_id and m.person_id = r.agent_id and m.role in (${roles}))
    or exists (select from event e where e.project_id = f.project_id and e.org_id = r.org_id and e.kind = 'member.set'
      and e.body->>'person' = r.agent_id::text and e.body->>'role' in (${roles}))))`;

/** Whether the reader `r` has ever written the guide. */
const WROTE = `(${had("'manager'")}
  or exists (select from guide g where g.id = r.guide_id and g.created_by = r.agent_id)
  or exists (select from person p where p.id = r.agent_id and p.role <> 'member')
  or exists (select from event e where e.org_id = r.org_id and e.body->>'person' = r.agent_id::text
    and (e.kind = 'person.role-set' or (e.kind = 'guide.capacities-set' and e.body->>'guide' = r.guide_id::text and e.body->'capacities' ? 'editor'))))`;

/** Who reads what of a guide. What was in force when something was read is named by the reading. */
export const audienceRules: Check[] = [
  bySql(
    "I10",
    "an audience is that of a guide or one of its sections, and of people of its organization",
    `select 'audience ' || a.id as what from guide_audience a
       left join guide g on g.id = a.guide_id left join guide_entry e on e.id = a.section_id
       where g.org_id is distinct from a.org_id
         or (a.section_id is not null and (e.guide_id is distinct from a.guide_id or e.kind is distinct from 'section'))
         or (a.audience = 'people') <> (cardinality(a.people) > 0)
         or exists (select from unnest(a.people) named left join person p on p.id = named where p.org_id is distinct from a.org_id)`,
  ),
  bySql(
    "I10",
    "who read something confidential was in its audience then",
    `select 'reading ' || r.id as what from guide_reading r left join guide_version v on v.id = r.version_id
       where cardinality(r.audiences) = 0 or (r.version_id is not null and v.guide_id is distinct from r.guide_id)
         or exists (
           select from unnest(r.audiences) said left join guide_audience a on a.id = said
           where a.guide_id is distinct from r.guide_id or not a.confidential or a.at > r.at
             or not (${WROTE} or case a.audience when 'all' then true when 'people' then r.agent_id = any(a.people)
               when 'managers' then ${had("'manager'")} else ${had("'manager', 'reviewer'")} end))`,
  ),
];
