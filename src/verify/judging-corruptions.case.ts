/** What breaks each rule about rounds of judging. */
export const JUDGINGS: [says: string, corruption: string][] = [
  [
    "what is for one person was never in another's hands",
    "update slot set kept_for = gen_random_uuid() where id = (select min(id) from slot)",
  ],
  [
    "an answer in a round of judging says one thing of each of its rules",
    `insert into finding (id, org_id, project_id, item_id, answer_id, agent_id, rule_id, revision_id, version_id, severity,
       judgement, newer, slot_id)
     select gen_random_uuid(), org_id, project_id, item_id, id, agent_id, id, id, id, 'minor', 'kept', false, slot_id
     from answer limit 1`,
  ],
  [
    "a closed round has nothing open, and was answered before it was closed",
    `insert into judging (id, org_id, project_id, round, name, version_id, agent_id, closed_at)
     select gen_random_uuid(), org_id, id, 0, 'x', id, id, '2000-01-01' from project`,
  ],
  [
    "a re-review asks for as many answers as were drawn, with one chance, and nobody judges their own",
    `insert into judging (id, org_id, project_id, round, name, version_id, agent_id, drawn)
     select gen_random_uuid(), org_id, id, 0, 'x', id, id, '{"drawn": 2, "p": 0.5}' from project`,
  ],
  [
    "an announcement is read by people of its organization who were members, while it stands",
    `insert into announcement_reading (id, org_id, announcement_id, agent_id) select gen_random_uuid(), id, id, id from organization`,
  ],
  [
    "a release has no answer of a round that does not count",
    `insert into release_item (release_id, n, org_id, item_id, answer_ids)
     select gen_random_uuid(), 1, org_id, item_id, array[id] from answer limit 1; update slot set counts = false`,
  ],
];
