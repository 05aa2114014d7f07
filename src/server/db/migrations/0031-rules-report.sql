-- A decision says under which guide it was made.
create or replace view decision as
  select r.id, r.org_id, r.project_id, r.item_id, r.answer_id, r.agent_id, r.decision, r.reason, r.score, r.fixed_answer_id,
    r.spans, r.at, f.n as form_n, s.counts, a.agent_id as maker_id, a.made_slot_id = a.slot_id as is_of_own, first.agent_id as author_id,
    a.slot_id as answer_slot_id, r.guide_version_id
  from review r left join slot s on s.id = r.slot_id left join form_version f on f.id = r.form_version_id
  left join answer a on a.id = r.answer_id left join answer first on first.slot_id = a.slot_id and first.n = 1;

-- Who found which rule broken or kept where, without words.
create view rule_citation as
  select f.id, f.org_id, f.project_id, f.item_id, f.answer_id, f.review_id, f.agent_id, f.rule_id, f.version_id, f.judgement,
    f.newer, f.at
  from finding f;

-- Which rule came from which, by a split or a merge.
create view rule_lineage as select l.org_id, l.guide_id, l.kind, l.from_entry, l.to_entry, l.at from guide_lineage l;
