-- Whether a project hands out work: it is open, and has a published guide or does without one. Projects of before this
-- setting go on as they did.
create function offers_work(state text, guide_version uuid, settings jsonb) returns boolean
language sql immutable parallel safe as $$
  select state = 'open' and (guide_version is not null or coalesce((settings->>'openWithoutGuide')::boolean, true))
$$;

create or replace view project_now as
  select p.id, p.org_id, p.name, p.description, p.state, p.settings, p.created_at,
    f.id as form_version_id, f.n as form_n, f.form, p.guide_version_id, g.n as guide_n, p.workflow_version_id, w.n as workflow_n, w.graph,
    offers_work(p.state, p.guide_version_id, p.settings) as offers_work
  from project p left join form main on main.project_id = p.id and main.key = 'main'
  left join form_version f on f.id = main.version_id left join guide_version g on g.id = p.guide_version_id
  left join workflow_version w on w.id = p.workflow_version_id;
