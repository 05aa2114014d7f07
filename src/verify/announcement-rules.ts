import { bySql, type Check } from "./check.ts";

/** What was announced, and who has read it. */
export const announcementRules: Check[] = [
  bySql(
    "I16",
    "an announcement is read by people of its organization who were members, while it stands",
    `select 'reading ' || r.id as what from announcement_reading r
     left join announcement a on a.id = r.announcement_id and a.org_id = r.org_id
     where a.id is null or r.at < a.at or r.at > a.withdrawn_at or r.at >= a.until or r.agent_id = a.agent_id
       or not exists (select from event e where e.kind = 'member.set' and e.project_id = a.project_id
         and e.body->>'person' = r.agent_id::text)`,
  ),
];
