import { bySql, type Check } from "./check.ts";

/** Questions about the guide, and the rulings that answer them. */
export const questionRules: Check[] = [
  bySql(
    "I16",
    "a question is answered where it has a ruling, and only there",
    `select 'question ' || q.id as what from desk_question q
     where q.state <> 'merged' and (q.state = 'answered') <> exists (select from ruling r where r.question_id = q.id)`,
  ),
  bySql(
    "I16",
    "a question is merged into one of its project that is merged into none",
    `select 'question ' || q.id as what from desk_question q join desk_question target on target.id = q.merged_into
     where target.project_id <> q.project_id or target.merged_into is not null`,
  ),
  bySql(
    "I16",
    "a ruling is of its question's guide, about a rule of it, and holds since a version that was published before",
    `select 'ruling ' || r.id as what from ruling r join desk_question q on q.id = r.question_id
     left join guide_entry e on e.id = r.entry_id left join guide_version v on v.id = r.version_id
     where r.guide_id <> q.guide_id or r.project_id <> q.project_id or r.org_id <> q.org_id or r.at < q.at
       or e.guide_id <> r.guide_id or v.guide_id <> r.guide_id or v.at > r.at`,
  ),
  bySql(
    "I16",
    "everyone who asked has a notice of the ruling",
    `select 'question ' || a.id || ' by ' || a.agent_id as what
     from ruling r join desk_question a on coalesce(a.merged_into, a.id) = r.question_id and a.at < r.at
     join person p on p.id = a.agent_id and p.erased_at is null
     where r.agent_id <> a.agent_id and not exists (
       select from notice n where n.person_id = a.agent_id and n.kind = 'ruled' and n.subject_id = a.id)`,
  ),
];
