import { bySql, type Check } from "./check.ts";

/** Rounds in which people judge by rules: blind until they are closed, and without any effect on the data. */
export const judgingRules: Check[] = [
  bySql(
    "I3",
    "what is for one person was never in another's hands",
    `select 'slot ' || s.id as what from slot s join queue q on q.id = s.queue_id
     join round r on r.project_id = q.project_id and r.n = s.round
     where (r.kind = 'calibration') <> (s.kept_for is not null)
       or s.kept_for is not null and (not exists (select from agent g where g.id = s.kept_for and g.org_id = s.org_id)
         or s.holder <> s.kept_for or s.reserved_for <> s.kept_for
         or exists (select from assignment a where a.slot_id = s.id and a.agent_id <> s.kept_for))`,
  ),
  bySql(
    "I3",
    "an answer in a round of judging says one thing of each of its rules",
    `select 'slot ' || s.id as what from slot s join queue q on q.id = s.queue_id
     join judging j on j.project_id = q.project_id and j.round = s.round
     where s.state = 3 and array(select rule_id from judging_rule l where l.judging_id = j.id order by 1) <> array(
       select f.rule_id from finding f where f.slot_id = s.id and f.version_id = j.version_id and f.agent_id = s.holder
         and f.answer_id = coalesce(s.subject_id, (select a.id from answer a where a.slot_id = s.id order by a.n desc limit 1))
       order by 1)
     union all
     select 'finding ' || f.id from finding f left join slot s on s.id = f.slot_id
     where f.slot_id is not null and (s.round is null or s.round = 0 or f.review_id is not null or f.item_id <> s.item_id)`,
  ),
  bySql(
    "I3",
    "a closed round has nothing open, and was answered before it was closed",
    `select 'slot ' || s.id as what from judging j join queue q on q.project_id = j.project_id
     join slot s on s.queue_id = q.id and s.round = j.round
     where j.closed_at is not null and (s.state in (0, 1, 5)
       or exists (select from answer a where a.made_slot_id = s.id and a.at > j.closed_at))`,
  ),
  bySql(
    "I3",
    "a re-review asks for as many answers as were drawn, with one chance, and nobody judges their own",
    `select 'judging ' || j.id as what from judging j join round r on r.project_id = j.project_id and r.n = j.round
     where (r.kind = 're-review') <> (j.drawn is not null) or j.drawn is not null and (j.drawn->>'drawn')::int <> (
       select count(*) filter (where s.p_selected = (j.drawn->>'p')::real and s.subject_id is not null and not s.counts)
       from slot s join queue q on q.id = s.queue_id where q.project_id = j.project_id and s.round = j.round)
     union all
     select 'finding ' || f.id from finding f join slot s on s.id = f.slot_id and s.subject_id is not null
     join answer given on given.id = f.answer_id join answer made on made.slot_id = given.slot_id
     where made.agent_id = f.agent_id`,
  ),
  bySql(
    "I9",
    "a release has no answer of a round that does not count",
    `select 'release ' || m.release_id || ' has answer ' || a.id as what
     from release_item m cross join lateral unnest(m.answer_ids) given(id)
     join answer a on a.id = given.id join slot s on s.id = a.slot_id where not s.counts`,
  ),
];
