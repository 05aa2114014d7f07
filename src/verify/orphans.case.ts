/** Rows that name one that is not there, which no foreign key refuses: the rule that each breaks, what it is, and how it comes to be. */
export const ORPHANS: [rule: string, what: string, corruption: string][] = [
  [
    "I10",
    "a state of an item that is not there",
    `insert into item_state (item_id, org_id, project_id, position, state)
     select gen_random_uuid(), org_id, id, 1, 'new' from project`,
  ],
  [
    "I10",
    "work handed over with a form that is not there",
    "update assignment set form_version_id = gen_random_uuid()",
  ],
  ["I10", "an answer to a form that is not there", "update answer set form_version_id = gen_random_uuid()"],
  [
    "I10",
    "an answer under a workflow that is not there",
    "update answer set workflow_version_id = gen_random_uuid()",
  ],
  [
    "I10",
    "a review under a guide that is not there",
    "update review set guide_version_id = gen_random_uuid()",
  ],
  ["I10", "work handed over to nobody", "update assignment set agent_id = gen_random_uuid()"],
  ["I10", "an item met that is not there", "update participation set item_id = gen_random_uuid()"],
];
