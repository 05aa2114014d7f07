-- Questions about the guide, and the rulings that answer them: at once, beside the rule.

create table desk_question (                       -- questions
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  guide_id uuid not null references guide,
  n int not null,                                  -- numbered within its project
  kind text not null check (kind in ('question', 'wrong-rule', 'unclear', 'contradiction', 'wrong-question')),
  entry_id uuid references guide_entry,            -- the rule that it is about; null: the guide as a whole
  version_id uuid references guide_version,        -- the guide that its asker read
  item_id uuid references item,                    -- the work that it was asked from
  review_id uuid references review,                -- what an author objects to
  other_review_id uuid references review,          -- the review that contradicts it
  example_id uuid,                                 -- the question of a gate that is wrong
  text text,                                       -- null: erased
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  state text not null default 'open' check (state in ('open', 'answered', 'merged', 'declined')),
  owner_id uuid references person,
  due_at timestamptz not null,
  merged_into uuid references desk_question,
  reason text not null default '',                 -- why it was declined
  unique (project_id, n),
  check ((state = 'merged') = (merged_into is not null)));
create index desk_question_guide on desk_question (guide_id);
create index desk_question_agent on desk_question (agent_id);
create index desk_question_merged on desk_question (merged_into);

create table ruling (                              -- questions: append-only; a question's newest is in force
  id uuid primary key,
  org_id uuid not null references organization,
  project_id uuid not null references project,
  question_id uuid not null references desk_question,
  guide_id uuid not null references guide,
  entry_id uuid references guide_entry,
  version_id uuid references guide_version,        -- the guide's newest then: "ruled since v12"
  text text not null,
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index ruling_question on ruling (question_id, at desc);
create index ruling_guide on ruling (guide_id);

create table ruling_use (                          -- questions: append-only; what a ruling became in the guide's draft
  id uuid primary key,
  org_id uuid not null references organization,
  ruling_id uuid not null references ruling,
  kind text not null check (kind in ('example', 'rewording', 'split')),
  agent_id uuid not null references agent,
  at timestamptz not null default clock());
create index ruling_use_ruling on ruling_use (ruling_id);

create trigger desk_question_keeps before update on desk_question for each row
  execute function keep_row('{state,owner_id,due_at,merged_into,reason}', '{text}');
create trigger desk_question_not_deleted before delete or truncate on desk_question
  for each statement execute function refuse_change();
create trigger ruling_append_only before update or delete or truncate on ruling
  for each statement execute function refuse_change();
create trigger ruling_use_append_only before update or delete or truncate on ruling_use
  for each statement execute function refuse_change();

-- An event proves a person's words by their salted hash; of words that were erased, by the one that was kept.
alter table proof_rule add column words text[] not null default '{}';
create or replace function made_by_rule(e event) returns jsonb language plpgsql set timezone = 'UTC' as $$
declare
  rule proof_rule;
  found jsonb;
  made jsonb := '{}';
begin
  for rule in select * from proof_rule r where r.kind = e.kind loop
    execute format(
      'select jsonb_object_agg(%L || r.%I, row_hash(j - $1 || coalesce((
          select jsonb_object_agg(w, coalesce(text_hash((j->>''org_id'')::uuid, (j->>''id'')::uuid, j->>w), (
            select d.hash from redaction d where d.table_name = %L and d.row_id = (j->>''id'')::uuid and d.column_name = w)))
          from unnest($3) w), ''{}'')))
       from %I r cross join lateral to_jsonb(r) j where r.%I = $2',
      rule.table_name || '/', rule.key, rule.table_name, rule.table_name, rule.found_by)
      into found using rule.apart, (e.body->>rule.said)::uuid, rule.words;
    made := made || coalesce(found, '{}');
  end loop;
  return made;
end $$;
insert into proof_rule (kind, said, table_name, found_by, key, words) values
  ('question.asked', 'question', 'desk_question', 'id', 'id', '{text}'),
  ('question.changed', 'question', 'desk_question', 'id', 'id', '{text}'),
  ('question.declined', 'question', 'desk_question', 'id', 'id', '{text}'),
  -- With those that were merged into it before.
  ('question.merged', 'into', 'desk_question', 'merged_into', 'id', '{text}'),
  ('question.ruled', 'question', 'desk_question', 'id', 'id', '{text}'),
  ('question.ruled', 'ruling', 'ruling', 'id', 'id', '{}'),
  ('ruling.used', 'use', 'ruling_use', 'id', 'id', '{}');

-- searching by words and by threes of letters ------------------------------------------------------------------------

-- How PostgreSQL reads the words of a language: "simple" for those that it does not know.
create function search_language(tag text) returns regconfig language sql stable parallel safe as $$
  select coalesce((
    select c.oid::regconfig from pg_ts_config c join (values
      ('ar', 'arabic'), ('ca', 'catalan'), ('da', 'danish'), ('de', 'german'), ('el', 'greek'), ('en', 'english'), ('es', 'spanish'),
      ('eu', 'basque'), ('fi', 'finnish'), ('fr', 'french'), ('ga', 'irish'), ('hi', 'hindi'), ('hu', 'hungarian'), ('hy', 'armenian'),
      ('id', 'indonesian'), ('it', 'italian'), ('lt', 'lithuanian'), ('nb', 'norwegian'), ('ne', 'nepali'), ('nl', 'dutch'),
      ('no', 'norwegian'), ('pt', 'portuguese'), ('ro', 'romanian'), ('ru', 'russian'), ('sr', 'serbian'), ('sv', 'swedish'),
      ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')) known(tag, name) on known.name = c.cfgname
    where known.tag = split_part(lower($1), '-', 1) and c.cfgnamespace = 'pg_catalog'::regnamespace), 'simple'::regconfig) $$;

-- The threes of letters of a text's words, by which misspelt words and scripts without spaces are found.
create function trigrams(words text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct substr(padded, at, 3)), '{}')
  from regexp_split_to_table(lower(words), '[^[:alnum:]]+') word
  cross join lateral (select '  ' || word || ' ' as padded) p cross join generate_series(1, length(padded) - 2) at
  where word <> '' $$;

-- The share of what is asked that is found.
create function share_found(asked text[], found text[]) returns float8 language sql immutable parallel safe as $$
  select count(*) filter (where one = any(found)) / greatest(count(*), 1)::float8 from unnest(asked) one $$;

-- stable reads -----------------------------------------------------------------------------------------------------

-- A question without its words.
create view question_now as
  select id, org_id, project_id, guide_id, n, kind, entry_id, state, state = 'open' as is_open, owner_id, due_at, at from desk_question;

-- Who asked a question, those included whose questions were merged into it.
create view question_asker as
  select coalesce(merged_into, id) as question_id, id as asked_id, org_id, project_id, agent_id from desk_question;

-- The newest ruling of each question, with the number of the version since which it holds.
create view ruling_now as
  select distinct on (r.question_id) r.id, r.org_id, r.project_id, r.question_id, r.guide_id, r.entry_id, r.text, v.n as version_n,
    r.agent_id, r.at
  from ruling r left join guide_version v on v.id = r.version_id order by r.question_id, r.at desc, r.id desc;

create view guide_editor as
  select guide_id, org_id, person_id from guide_capacity where capacity = 'editor';

create or replace view subject as
  select 'project' as kind, id, org_id, id as project_id from project
  union all select distinct 'guide', version_id, org_id, project_id from guide_adoption where version_id is not null
  union all select 'import', id, org_id, project_id from import
  union all select 'release', id, org_id, project_id from release
  union all select 'question', id, org_id, project_id from desk_question;

-- What is told ------------------------------------------------------------------------------------------------------

create or replace view remark as
  select c.id, c.org_id, 'comment' as kind, c.text, null as code from comment c
  union all
  select r.id, r.org_id, 'review', r.reason, null from review r
  union all
  select o.id, o.org_id, 'objection', o.note, o.reason from objection o
  union all
  select q.id, q.org_id, 'question', q.text, null from desk_question q
  union all
  select q.id, q.org_id, 'decline', q.reason, null from desk_question q where q.state = 'declined'
  union all
  select r.id, r.org_id, 'ruling', r.text, null from ruling r;
-- Other kinds and subjects beside those that there are.
do $$ declare c record; begin
  for c in select conrelid::regclass as name, conname, pg_get_constraintdef(oid) as says,
      case conname when 'notice_kind_check' then array['asked', 'ruled', 'declined', 'author-asked'] else array['question'] end as more
      from pg_constraint where conname in ('notice_kind_check', 'notice_subject_check', 'thread_subject_check') loop
    execute format('alter table %s drop constraint %I, add constraint %2$I %s', c.name, c.conname,
      replace(c.says, 'ARRAY[', 'ARRAY[' || (select string_agg(quote_literal(one) || '::text, ', '') from unnest(c.more) one)));
  end loop;
end $$;

-- asking an author ---------------------------------------------------------------------------------------------------

-- The author of an answer who is asked about it; nobody in such a thread learns who another is.
alter table thread add column asked_id uuid references agent;
create or replace view thread_voice as
  select t.id as thread_id, t.org_id, t.project_id, c.id as comment_id, voice.person_id,
    t.asked_id is not null as is_nameless, voice.person_id is not distinct from t.asked_id as is_asked
  from thread t join comment c on c.thread_id = t.id
  cross join lateral unnest(array_remove(c.mentions || c.agent_id || t.asked_id, null)) voice(person_id);

-- Which answer was handed over to be judged or improved.
create view handed_subject as
  select g.id as assignment_id, g.org_id, g.project_id, g.item_id, g.agent_id, s.subject_id as answer_id
  from assignment g join slot s on s.id = g.slot_id where s.subject_id is not null;
