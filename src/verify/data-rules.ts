import { bySql, type Check } from "./check.ts";

/** Releases, imports, borders, blindness and balance. */
export const dataRules: Check[] = [
  bySql(
    "I8",
    "a release's membership is frozen and complete",
    `select 'release ' || r.id || ' says ' || r.items || ' items, has ' || count(m.n) as what
     from release r left join release_item m on m.release_id = r.id group by r.id having r.items <> count(m.n)
     union all
     select 'release ' || m.release_id || ' row ' || m.n || ' names an answer that is not of its item'
     from release_item m cross join unnest(m.answer_ids) as member(id) left join answer a on a.id = member.id
     where a.id is null or a.item_id <> m.item_id`,
  ),
  bySql(
    "I8",
    "a release's manifest names its files with their hashes",
    `select 'release ' || f.release_id || ' file ' || f.name as what
     from release_file f join release r on r.id = f.release_id
     where r.state = 'ready' and f.name <> 'manifest.json' and not exists (
       select from jsonb_array_elements(r.manifest->'files') m
       where m->>'name' = f.name and m->>'sha256' = encode(f.sha256, 'hex'))`,
  ),
  bySql(
    "I8",
    "every file of an import or a release is in the ledger that backups read",
    `select 'file ' || f.blob as what from (
       select blob, 'import' as about from import where state <> 'taken-back'
       union all select blob, 'release' from release_file) f
     where not exists (select from stored_file s where s.key = f.blob and s.about = f.about)`,
  ),
  bySql(
    "I9",
    "an import added as many items as it says, in batches that were logged",
    `select 'import ' || m.id || ' says ' || m.added || ', has ' || i.n || ', logged ' || e.n as what
     from import m
     cross join lateral (select count(*) as n from item where import_id = m.id and project_id = m.project_id) i
     cross join lateral (select coalesce(sum((body->>'added')::bigint), 0) as n from event
       where kind = 'items.imported' and project_id = m.project_id and body->>'import' = m.id::text) e
     where m.state <> 'taken-back' and (m.added <> i.n or m.added <> e.n)`,
  ),
  bySql(
    "I9",
    "every item has a slot",
    `select 'item ' || i.id as what from item i where not exists (select from slot s where s.item_id = i.id)`,
  ),
  bySql(
    "I10",
    "no row crosses a project or an organization",
    `select 'slot ' || s.id as what from slot s left join item i on i.id = s.item_id left join queue q on q.id = s.queue_id
       where i.id is null or q.id is null or s.org_id <> i.org_id or s.org_id <> q.org_id or i.project_id <> q.project_id
     union all
     select 'state of item ' || st.item_id from item_state st left join item i on i.id = st.item_id
       where i.project_id is distinct from st.project_id or i.org_id is distinct from st.org_id
     union all
     select 'item ' || i.id from item i left join project p on p.id = i.project_id left join import m on m.id = i.import_id
       where p.id is null or p.org_id <> i.org_id or (i.import_id is not null and (m.id is null or m.project_id <> i.project_id))
     union all
     select 'assignment ' || a.id from assignment a left join form_version f on f.id = a.form_version_id
       left join slot s on s.id = a.slot_id left join item i on i.id = a.item_id left join agent g on g.id = a.agent_id
       where f.project_id is distinct from a.project_id or s.item_id is distinct from a.item_id
         or i.project_id is distinct from a.project_id or g.org_id is distinct from a.org_id
     union all
     select 'participation in item ' || p.item_id from participation p
       left join item i on i.id = p.item_id left join agent g on g.id = p.agent_id
       where i.org_id is distinct from p.org_id or g.org_id is distinct from p.org_id
     union all
     select 'answer ' || a.id from answer a left join item i on i.id = a.item_id left join agent g on g.id = a.agent_id
       left join slot s on s.id = a.slot_id left join form_version f on f.id = a.form_version_id
       left join workflow_version w on w.id = a.workflow_version_id
       where i.project_id is distinct from a.project_id or i.org_id is distinct from a.org_id
         or g.org_id is distinct from a.org_id or s.item_id is distinct from a.item_id
         or f.project_id is distinct from a.project_id or w.project_id is distinct from a.project_id
         or (a.guide_version_id is not null and not exists (
           select from guide_adoption o where o.version_id = a.guide_version_id and o.project_id = a.project_id))
     union all
     select 'review ' || r.id from review r left join answer a on a.id = r.answer_id left join agent g on g.id = r.agent_id
       left join slot s on s.id = r.slot_id left join form_version f on f.id = r.form_version_id
       left join workflow_version w on w.id = r.workflow_version_id
       where a.project_id is distinct from r.project_id or a.org_id is distinct from r.org_id
         or a.item_id is distinct from r.item_id or g.org_id is distinct from r.org_id
         or s.item_id is distinct from r.item_id or f.project_id is distinct from r.project_id
         or w.project_id is distinct from r.project_id
         or (r.guide_version_id is not null and not exists (
           select from guide_adoption o where o.version_id = r.guide_version_id and o.project_id = r.project_id))
     union all
     select 'membership of ' || m.person_id from membership m join project p on p.id = m.project_id
       join person h on h.id = m.person_id where p.org_id <> m.org_id or h.org_id <> m.org_id
     union all
     select 'release ' || m.release_id || ' item ' || m.item_id from release_item m join release r on r.id = m.release_id
       left join item i on i.id = m.item_id where i.id is null or i.project_id <> r.project_id
     union all
     select 'thread ' || t.id from thread t join item i on i.id = t.item_id where i.project_id <> t.project_id`,
  ),
  bySql(
    "I11",
    "what is shown has no place for what is hidden",
    `select 'item ' || i.id || ' shows ' || k as what from item i cross join lateral jsonb_object_keys(i.shown) k
       where k not in ('prompt', 'context', 'fields', 'tools', 'candidates')
     union all
     select 'item ' || i.id || ' has a candidate that shows ' || k
       from item i cross join lateral jsonb_array_elements(i.shown->'candidates') c cross join lateral jsonb_object_keys(c) k
       where k <> 'messages'`,
  ),
  bySql(
    "I12",
    "the order that was shown is recorded",
    `select 'answer ' || a.id as what from answer a join item i on i.id = a.item_id
     where array(select unnest(a.shown_order) order by 1)
       <> array(select n::smallint from generate_series(0, coalesce(jsonb_array_length(i.shown->'candidates'), 0) - 1) n)`,
  ),
  bySql(
    "I12",
    "each candidate of a pair stands first half of the time (binomial, 99.9 %)",
    `select 'project ' || project_id || ': first ' || firsts || ' of ' || n as what from (
       select project_id, count(*) as n, count(*) filter (where shown_order[1] = 0) as firsts
       from answer where cardinality(shown_order) = 2 and n = 1 group by project_id) sides
     where n >= 30 and abs(firsts - n / 2.0) > 3.29 * sqrt(n / 4.0) + 0.5`,
  ),
];
