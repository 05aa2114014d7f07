-- What the entries of a guide say in other languages. Each translation names the revision that it was made from.

create table guide_translation (                   -- guides: append-only; an entry's newest in each language counts
  id uuid primary key,
  org_id uuid not null references organization,
  guide_id uuid not null references guide,
  entry_id uuid not null references guide_entry,
  language text not null,                          -- a BCP 47 tag
  n int not null,                                  -- counts the saves of that language
  base_id uuid not null references guide_revision, -- what was translated
  content jsonb not null,
  agent_id uuid not null references agent,
  at timestamptz not null default clock(),
  unique (entry_id, language, n));
create index guide_translation_guide on guide_translation (guide_id, language);

create trigger guide_translation_append_only before update or delete on guide_translation
  for each statement execute function refuse_change();
create trigger guide_translation_keeps_rows before truncate on guide_translation
  for each statement execute function refuse_change();

insert into proof_rule (kind, said, table_name, found_by, key) values
  ('guide.translated', 'translation', 'guide_translation', 'id', 'id');
