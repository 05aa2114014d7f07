-- An answer knows which version of each kind wrote it, so that later versions can still read it.
alter table answer add column kinds jsonb;
comment on column answer.kinds is 'versions of kinds by name, those in their first version left out; null: all are';

-- Columns that nothing writes yet, and what will.
comment on column queue.deficit is 'how far the queue is behind its target; the plan''s worker will write it';
comment on column answer.reasoning_shown is 'whether the reader saw the model''s reasoning; conversations will write it';
comment on column item.holdout is 'kept out of training releases; the evaluation''s sampling will write it';
comment on column review.scores is 'a score for each criterion of a rubric; rubric reviews will write it';
comment on column organization.salt is
  'made with the organization; the log''s hashes of personal data will be salted with it';
