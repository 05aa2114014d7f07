import type pg from "pg";
import { searchParts } from "#guide/index.ts";
import { withheldFrom } from "../../db/withheld.ts";
import { type GuideReader, readProjectGuide } from "./project-guide.ts";

/**
 * $1 version, $2 organization, $3 language, $4 words, $5 pairs of letters. Words are read as their language has them, each
 * also as the beginning of one; what is written without spaces is found by pairs of letters, all of which must be there.
 */
const SEARCH = `
with asked as (
  select c.config, regexp_replace(websearch_to_tsquery(c.config, $4)::text, '''(?=$|[ )])', ''':*', 'g')::tsquery as words
  from (select search_language($3) as config) c),
said as (
  select x.entry_id, x.position, x.content->>'title' || ' ' || coalesce(t.content->>'title', '') as title,
    concat_ws(' ', x.content->>'statement', x.content->>'definition', x.content->>'isNot', x.content->>'why', x.content->>'whenInDoubt',
      x.content->>'avoid', t.content->>'text', t.content->>'isNot', t.content->>'why', t.content->>'whenInDoubt') as text
  from guide_version_entry_text x left join lateral (
    select t.content from guide_translation t join guide_revision b on b.id = t.base_id and b.n <= x.n
    where t.entry_id = x.entry_id and t.org_id = $2 and t.language = $3 order by b.n desc, t.n desc limit 1) t on true
  where x.version_id = $1 and x.org_id = $2)
select s.entry_id as entry from said s cross join asked a
cross join lateral (
  select setweight(to_tsvector(a.config, s.title), 'A') || to_tsvector(a.config, s.text) as words) v
where ($4 = '' or v.words @@ a.words)
  and not exists (select from unnest($5::text[]) pair where position(pair in lower(s.title || ' ' || s.text)) = 0)
order by ts_rank(v.words, a.words) desc, s.position limit 50`;

/** Entries of a project's guide that words lead to, the best first; of those that its readers see. */
export async function searchGuide(
  pool: pg.Pool,
  reader: GuideReader,
  project: string,
  { q, language, version }: { q: string; language: string; version?: string | undefined },
): Promise<{ entry: string }[]> {
  const { words, pairs } = searchParts(q);
  const guide = await readProjectGuide(pool, reader, project, version);
  if (!guide?.version || words.length + pairs.length === 0) return [];
  const values = [guide.version.id, reader.org, language, words.join(" "), pairs];
  const { rows } = await pool.query<{ entry: string }>(SEARCH, values);
  const seen = new Set(guide.entries.map(({ id }) => id));
  const { hides } = await withheldFrom(pool, reader);
  return rows.filter(({ entry }) => seen.has(entry) && hides(entry) === null);
}
