-- A decision says under which guide it was made.
create or replace view decision as
  select r.id, r.org_id, r.project_id, r.item_id, r.answer_id, r.agent_id, r.decision, r.reason, r.score, r.fixed_answer_id,
    r.spans, r.at, f.n as form_n, s.counts, a.agent_id as maker_id, a.made_slot_id = a.slot_id as is_of_own, first.agent_id as author_id,
    a.slot_id as answer_slot_id, r.guide_version_id
  from review r left join slot s on s.id = r.slot_id left join form_version f on f.id = r.form_version_id
  left join answer a on a.id = r.answer_id left join answer first on first.slot_id = a.slot_id and first.n = 1;

-- Which rule a judgement that counts found broken or kept, under which version of the guide; without words.
create view rule_citation as
  select f.id, f.org_id, f.project_id, f.item_id, f.answer_id, f.review_id, f.agent_id, f.rule_id, f.version_id, v.n as version_n,
    f.judgement, f.newer, f.at, coalesce(s.counts, true) as counts
  from finding f join guide_version v on v.id = f.version_id left join review r on r.id = f.review_id
  left join slot s on s.id = r.slot_id;
